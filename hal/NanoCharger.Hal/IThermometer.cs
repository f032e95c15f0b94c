namespace NanoCharger.Hal
{
    /// <summary>The temperature at the contactor's terminals.</summary>
    public interface IThermometer
    {
        /// <summary>Latest temperature in hundredths of a degree Celsius, -4 000..12 500.</summary>
        /// <remarks>Never blocks for a conversion: a digital sensor answers with its last complete one. Cost: at most 0.6 ms.</remarks>
        /// <returns>Hundredths of °C, or <see cref="int.MinValue"/> while the sensor has given no valid reading.</returns>
        int ReadHundredths();
    }
}
