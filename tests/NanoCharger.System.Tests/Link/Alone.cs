using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Stories that are played when no other test runs: their virtual time waits for real locks at a real broker, and on a machine that is busy those may take longer than the stories' patience.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone
    {
        /// <summary>What classes name it by.</summary>
        public const string Name = "alone";
    }
}
