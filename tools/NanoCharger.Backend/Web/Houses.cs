using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>What pages need to know of the houses of whoever looks.</summary>
    internal static class Houses
    {
        /// <summary>The clock on the wall of his first house; UTC where nobody has said it.</summary>
        internal static async Task<DateTimeZone> Clock(PlatformContext context)
        {
            return Zones.Of(await context.Houses.OrderBy(row => row.Id).Select(row => row.Zone).FirstOrDefaultAsync());
        }
    }
}
