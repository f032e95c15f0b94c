using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>What tests of charges have in common: parts of charges, and the desk at work without a clock of its own.</summary>
    public abstract class ChargeStage
    {
        private protected static readonly TariffVersion Night = new() { Id = "night", StartFee = 0.5m, PerKilowattHour = 0.4m, TaxPercent = 25 };

        /// <summary>When the station was heard.</summary>
        private protected Heard? Heard { get; set; }

        private protected int Move(Stage stage, PlatformContext context, ChargeEvent what)
        {
            Desk(stage, context).Move(context.Charges.Single().Id, what, "the card was lent");
            return 1;
        }

        private protected static Stage Open(string database, DocumentMaker maker)
        {
            Stage stage = new(database, options => options with { Tariff = Night });
            stage.Register(maker.Key);
            return stage;
        }

        private protected static string? Part(Stage stage, DocumentMaker maker, int part, long begin, long end, string cause)
        {
            string id = $"T{part}";
            stage.Say(maker.Started(id, (2 * part) + 1, begin));
            return stage.Say(Said.Event(id, 1, "Ended", end, maker.Receipt((2 * part) + 2, begin, end, cause: cause), maker.OcppKey)
                .Replace("EVDisconnected", cause == "P" ? "PowerLoss" : "EVDisconnected", StringComparison.Ordinal));
        }

        private protected void Bill(Stage stage)
        {
            for (bool moved = true; moved;)
            {
                using PlatformContext read = stage.Database.Context();
                moved = false;
                foreach (ChargeStep step in Desk(stage, read).Due())
                {
                    stage.Do(context =>
                    {
                        int done = Desk(stage, context).Do(step);
                        moved |= done > 0;
                        return done;
                    });
                }
            }
        }

        private protected ChargeDesk Desk(Stage stage, PlatformContext context)
        {
            return new ChargeDesk(context, Rules(), stage.Clock.Now.ToUnixTimeMilliseconds());
        }

        private protected BillingRules Rules()
        {
            return new BillingRules { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = _ => Heard };
        }

        private protected static List<Bill> Bills(Stage stage)
        {
            return stage.All<BillRow>().OrderBy(row => row.Number).Select(row => Backend.Billing.Bill.FromJson(row.Text)).ToList();
        }
    }
}
