using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Demo;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>How often cards were refused at a station: counted in quarters of an hour, and which cards is kept nowhere.</summary>
    public sealed class RefusedCardTests
    {
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_card_that_may_not_charge_is_counted_and_one_that_may_is_not(string database)
        {
            using Stage stage = new(database, options => options with { Accepts = token => token == "04A1B2" });
            stage.Say(Authorize("04FFFF"));
            stage.Say(Authorize("04A1B2"));
            stage.SayTogether(("bay", Authorize("04FFFE")), ("bay", Authorize("04FFFF")), ("other", Authorize("04FFFF")));
            stage.Restart();
            stage.Say(Authorize("04FFFF"));
            Assert.Equal([1, 4], stage.All<RefusedCardRow>().Select(row => row.Count).Order());
            Assert.All(stage.All<RefusedCardRow>(), row => Assert.Equal(0, row.FromMs % 900_000));
            stage.Clock.Now = stage.Clock.Now.AddMinutes(20);
            stage.Say(Authorize("04FFFF"));
            Assert.Equal([1, 1, 4], stage.All<RefusedCardRow>().Select(row => row.Count).Order());
            Assert.Equal(stage.All<RefusedCardRow>().Max(row => row.LastMs), stage.Clock.Now.ToUnixTimeMilliseconds());
        }

        private static string Authorize(string token)
        {
            return Said.Call("Authorize", $$"""{"idToken":{"idToken":"{{token}}","type":"ISO14443"} }""");
        }
    }
}
