using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NodaTime;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>Something that is done with a resident's account, within the unit of work; what is another account's is not found.</summary>
    internal sealed class ResidentAct(Visit visit, PlatformContext context, long account, By by, DateTimeZone zone)
    {
        private readonly PageTrail _trail = new(visit.Actor);
        private ResidentDesk? _residents;
        private CardRegister? _cards;

        /// <summary>The form.</summary>
        internal Form Form => visit.Form;

        /// <summary>Whose.</summary>
        internal long Account => account;

        /// <summary>Where residents are changed.</summary>
        internal ResidentDesk Residents => _residents ??= new ResidentDesk(context, _trail, by);

        /// <summary>Where cards are changed.</summary>
        internal CardRegister Cards => _cards ??= new CardRegister(context, visit.Get<WebData>().Backend.Database.Tokens, _trail, by);

        /// <summary>Rows that were changed.</summary>
        internal int Rows => 1 + (_residents?.Rows ?? 0) + (_cards?.Rows ?? 0);

        /// <summary>The card that is meant, one of this account.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal long Card()
        {
            long number = Number("card");
            return context.Cards.Any(row => row.Id == number && row.Account == account) ? number : throw Refusal.Because("refused.card-here");
        }

        /// <summary>The bay that is meant.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal Bay Bay()
        {
            long number = Number("bay");

            // Another's is not there: not even its name is told.
            return context.Bays.FirstOrDefault(row => row.Id == number && context.Residents.Any(one => one.Account == account && one.TenantId == row.TenantId)) ?? throw Refusal.Because("refused.bay-here");
        }

        /// <summary>The account that pays from now on.</summary>
        internal long Payer()
        {
            return Number("payer");
        }

        /// <summary>The moment that is meant; null where nobody said one.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal long? At()
        {
            return visit.Form.TryMoment("at", zone, out long? at) ? at : throw Refusal.Because("refused.no-time");
        }

        /// <summary>The moment that is meant; now where nobody said one.</summary>
        internal long AtOrNow()
        {
            return At() ?? by.NowMs;
        }

        private long Number(string name)
        {
            return long.TryParse(visit.Form.Line(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
        }
    }
}
