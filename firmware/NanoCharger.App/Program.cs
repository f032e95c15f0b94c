namespace NanoCharger.App
{
    /// <summary>Starts the program.</summary>
    public class Program
    {
        public static void Main()
        {
        }
    }
}
