namespace NanoCharger.Check.Cost
{
    /// <summary>A piece of the firmware's work that can be run again and again, to be counted.</summary>
    public interface IWorkload
    {
        /// <summary>Short name by which budgets and options know it.</summary>
        string Name { get; }

        /// <summary>What one lap is, in a few words.</summary>
        string Lap { get; }

        /// <summary>How many channels of the converter it is about; 0 where that is not the point.</summary>
        int Channels { get; }

        /// <summary>Runs it. On the thread that is to be counted: begin, then a lap at the end of each unit, then end.</summary>
        void Run(Recorder recorder);
    }
}
