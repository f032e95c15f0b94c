using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;

namespace NanoCharger.Backend.Web.Residents
{
    /// <summary>Something that is done with a resident's account, within the unit of work; what is another account's is not found.</summary>
    internal sealed class ResidentAct(Visit visit, PlatformContext context, long account, By by, Actor actor)
    {
        /// <summary>The form.</summary>
        internal Visit Visit => visit;

        /// <summary>Whose.</summary>
        internal long Account => account;

        /// <summary>Who, and when.</summary>
        internal By By => by;

        /// <summary>Where residents are changed.</summary>
        internal ResidentDesk Residents { get; } = new(context, new PageTrail(actor), by);

        /// <summary>Where cards are changed.</summary>
        internal CardRegister Cards { get; } = new(context, visit.Get<WebData>().Backend.Database.Tokens, new PageTrail(actor), by);

        /// <summary>The card that is meant, one of this account.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal long Card()
        {
            long number = Number("card");
            return context.Cards.Any(row => row.Id == number && row.Account == account) ? number : throw new InvalidDataException("there is no such card here");
        }

        /// <summary>The bay that is meant.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        internal Bay Bay()
        {
            long number = Number("bay");

            // Another's is not there: not even its name is told.
            return context.Bays.FirstOrDefault(row => row.Id == number && context.Residents.Any(one => one.Account == account && one.TenantId == row.TenantId)) ?? throw new InvalidDataException("there is no such bay");
        }

        private long Number(string name)
        {
            return long.TryParse(visit.Form.Line(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
        }
    }
}
