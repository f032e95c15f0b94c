using System;
using System.IO;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>A command in a process that has run others says what one that is started for it says.</summary>
    public sealed class WarmProgramTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("warm").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Theory]
        [InlineData(0, "migrate", "--help")]
        [InlineData(0, "migrate", "--database", "house.db")]
        [InlineData(2, "audit", "--database", "none.db")]
        [InlineData(2, "audit", "--nonsense")]
        [InlineData(2, "tenant", "add", "")]
        public void It_says_the_same(int code, params string[] arguments)
        {
            (int Code, string Output, string Errors) warm = WarmProgram.Run(_folder, arguments);
            Assert.Equal(code, warm.Code);
            Assert.Equal(File.Exists(Path.Combine(_folder, "house.db")), arguments[^1] == "house.db");

            // The usage names whichever assembly was started.
            Assert.Equal(HostProcess.Run(_folder, arguments), warm with { Output = warm.Output.Replace("Backend.Tests", "Backend", StringComparison.Ordinal) });
            Assert.Equal(warm, WarmProgram.Run(_folder, arguments));
        }
    }
}
