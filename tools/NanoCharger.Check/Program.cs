namespace NanoCharger.Check
{
    /// <summary>Starts the program.</summary>
    public class Program
    {
        public static void Main()
        {
        }
    }
}
