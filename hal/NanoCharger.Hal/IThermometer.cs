namespace NanoCharger.Hal
{
    /// <summary>The temperature at the contactor's terminals.</summary>
    public interface IThermometer
    {
        /// <summary>Latest temperature in hundredths of a degree Celsius, -4 000..12 500.</summary>
        /// <remarks>Never blocks for a conversion: a digital sensor answers with its last complete one. Cost: at most 0.6 ms.</remarks>
        /// <returns>Hundredths of °C, or <see cref="int.MinValue"/> while the sensor has given no valid reading, or its reading cannot be scaled yet.</returns>
        int ReadHundredths();

        /// <summary>Tells the sensor how large a count of this chip's converter truly is, in parts per million of its nominal size, 850 000..1 150 000.</summary>
        /// <remarks>Somebody else measures it (by the bias rail). Until then a sensor that is read by the converter has no valid reading; a digital one does not need it. Cost: none.</remarks>
        int ScalePpm { set; }
    }
}
