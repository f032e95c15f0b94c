namespace NanoCharger.Bench
{
    /// <summary>Starts the program.</summary>
    public class Program
    {
        public static void Main()
        {
        }
    }
}
