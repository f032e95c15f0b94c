using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web.Places;
using NanoCharger.Backend.Web.Prices;
using NanoCharger.Backend.Web.Views;
using NanoCharger.Verify;
using NodaTime;

namespace NanoCharger.Backend.Web
{
    /// <summary>From an empty database to a house that sells: operator, house, price, station.</summary>
    internal static class FirstDayPages
    {
        private const int LongestName = 64;

        internal static void Map(IEndpointRouteBuilder routes)
        {
            routes.MapPage("/setup/{token}", Policies.Anybody, AskOperator);
            routes.MapForm("/setup/{token}", Policies.Anybody, MakeOperator);
            routes.MapPage(FirstDay.House, Policies.Operator, AskHouse);
            routes.MapForm(FirstDay.House, Policies.Operator, Describe);
            routes.MapPage(FirstDay.Price, Policies.Operator, AskPrice);
            routes.MapForm(FirstDay.Price, Policies.Operator, Offer);
            routes.MapPage(FirstDay.Station, Policies.Operator, AskStation);
            routes.MapForm(FirstDay.Station, Policies.Operator, Enrol);
            routes.MapPage(FirstDay.Done, Policies.Operator, Tell);
        }

        private static Task<IResult> AskOperator(Visit visit)
        {
            return Task.FromResult(!visit.MayTry() ? Visit.Refuse(StatusCodes.Status429TooManyRequests)
                : !visit.Get<SetUpAddress>().Fits(visit.Route("token")) ? Visit.Refuse(StatusCodes.Status410Gone)
                : visit.Show<OperatorView>(OperatorModel(visit, Entries.Empty)));
        }

        private static async Task<IResult> MakeOperator(Visit visit)
        {
            SetUpAddress address = visit.Get<SetUpAddress>();
            if (!visit.MayTry())
            {
                return Visit.Refuse(StatusCodes.Status429TooManyRequests);
            }

            if (!address.Fits(visit.Route("token")))
            {
                return Visit.Refuse(StatusCodes.Status410Gone);
            }

            (string name, string mail, string password) = (visit.Form.Line("name", LongestName), visit.Form.Line("mail"), visit.Form.Secret("password"));
            (string Field, string Problem)? wrong = name.Length == 0 ? ("name", "field.missing")
                : !Mails.IsOne(mail) ? ("mail", "mail.none")
                : Passwords.Problem(password, mail) is { } weak ? ("password", weak) : null;
            if (wrong is { } problem)
            {
                return visit.ShowAgain<OperatorView>(OperatorModel(visit, visit.Form.Entries("name", "mail").Wrong(problem.Field, visit.Text[problem.Problem])));
            }

            if (await visit.Get<PeopleDesk>().MakeOperator(new Newcomer(name, mail, password, visit.Text.Code)) is not { } session)
            {
                address.End();
                return Visit.Refuse(StatusCodes.Status410Gone);
            }

            address.End();
            await visit.SignIn(session, keep: false);
            return visit.Go(FirstDay.House);
        }

        private static LinkModel OperatorModel(Visit visit, Entries entries)
        {
            return new LinkModel(visit.Frame(visit.Text["setup.title"]), "/setup/" + visit.Route("token"), entries);
        }

        private static async Task<IResult> AskHouse(Visit visit)
        {
            FirstHouse first = await FirstDay.Look(visit.Get<WebData>());
            return visit.Show<HouseView>(HouseModel(visit, first, HouseForm.Begun(first.House)));
        }

        private static async Task<IResult> Describe(Visit visit)
        {
            WebData data = visit.Get<WebData>();
            FirstHouse first = await FirstDay.Look(data);
            HouseForm form = new(visit);
            return await form.Save((context, _) => context.Houses.First(row => row.Id == first.House.Id)) is null
                ? visit.ShowAgain<HouseView>(HouseModel(visit, first, form.Entries))
                : visit.Go(first.IsPriced && first.HasStation ? "/today" : await FirstDay.Next(data), "done.house");
        }

        private static HouseModel HouseModel(Visit visit, FirstHouse first, Entries entries)
        {
            return new HouseModel(visit.Frame(visit.Text["house.title"]), Steps(visit, first, FirstDay.House), entries);
        }

        private static async Task<IResult> AskPrice(Visit visit)
        {
            FirstHouse first = await FirstDay.Look(visit.Get<WebData>());
            return !first.IsDescribed ? visit.Go(FirstDay.House) : visit.Show<PriceView>(PriceModel(visit, first, new Entries(new Dictionary<string, string> { ["included"] = "on" })));
        }

        private static async Task<IResult> Offer(Visit visit)
        {
            WebData data = visit.Get<WebData>();
            FirstHouse first = await FirstDay.Look(data);
            if (!first.IsDescribed)
            {
                return visit.Go(FirstDay.House);
            }

            Form form = visit.Form;
            Entries typed = form.Entries("kwh", "start", "tax", "included", Doubt.Field);
            string? odd = new[] { "kwh", "start", "tax" }.FirstOrDefault(name => form.Number(name) is null);
            if (odd is not null)
            {
                return visit.ShowAgain<PriceView>(PriceModel(visit, first, typed.Wrong(odd, visit.Text["price.number"])));
            }

            TariffVersion version = new()
            {
                Id = "P1",
                Currency = first.House.Currency!,
                Zone = first.House.Zone!,
                PerKilowattHour = form.Number("kwh")!.Value,
                StartFee = form.Number("start")!.Value,
                TaxPercent = form.Number("tax")!.Value,
                TaxIncluded = form.Has("included"),
            };
            if (version.Problem() is { } problem)
            {
                string field = problem.StartsWith("perKilowattHour", System.StringComparison.Ordinal) ? "kwh" : problem.StartsWith("startFee", System.StringComparison.Ordinal) ? "start" : "tax";
                return visit.ShowAgain<PriceView>(PriceModel(visit, first, typed.Wrong(field, visit.Text["price.range"])));
            }

            if (new PriceTexts(visit.Text).Doubt(version) is { } doubt && doubt.IsOpen(form))
            {
                return visit.ShowAgain<PriceView>(PriceModel(visit, first, typed.Wrong(Doubt.Field, visit.Text["prices.sure"])) with { Doubt = doubt });
            }

            try
            {
                await FirstDay.Offer(data, visit.Actor, first.House.TenantId, version, StationClock.Now(visit));
            }
            catch (InvalidDataException)
            {
                return visit.ShowAgain<PriceView>(PriceModel(visit, first, typed.Wrong(null, visit.Text["prices.taken"])));
            }

            return visit.Go(await FirstDay.Next(data), "done.price");
        }

        private static PriceModel PriceModel(Visit visit, FirstHouse first, Entries entries)
        {
            return new PriceModel(visit.Frame(visit.Text["price.title"]), Steps(visit, first, FirstDay.Price), first.House.Currency!, first.IsPriced, entries);
        }

        private static async Task<IResult> AskStation(Visit visit)
        {
            FirstHouse first = await FirstDay.Look(visit.Get<WebData>());
            return !first.IsDescribed ? visit.Go(FirstDay.House) : visit.Show<StationView>(StationModel(visit, first, Entries.Empty));
        }

        private static async Task<IResult> Enrol(Visit visit)
        {
            WebData data = visit.Get<WebData>();
            FirstHouse first = await FirstDay.Look(data);
            StationForm form = await StationForm.Read(visit);
            if (form.Key is null)
            {
                return visit.ShowAgain<StationView>(StationModel(visit, first, form.Entries));
            }

            try
            {
                await FirstDay.Enrol(data, visit.Actor, form, StationClock.Now(visit));
            }
            catch (InvalidDataException against)
            {
                return visit.ShowAgain<StationView>(StationModel(visit, first, form.Wrong(against, visit.Text.Why(against, DateTimeZone.Utc)).Entries));
            }

            return visit.Go(FirstDay.Done + "?station=" + System.Uri.EscapeDataString(form.Station), "done.station");
        }

        private static StationModel StationModel(Visit visit, FirstHouse first, Entries entries)
        {
            return new StationModel(visit.Frame(visit.Text["station.title"]), Steps(visit, first, FirstDay.Station), entries);
        }

        private static async Task<IResult> Tell(Visit visit)
        {
            FirstHouse first = await FirstDay.Look(visit.Get<WebData>());
            string station = visit.Query("station");
            return visit.Show<DoneView>(new DoneModel(visit.Frame(visit.Text["first-day.done-title"]), Steps(visit, first, FirstDay.Done), ConsoleLines.Of(visit, CommissioningReport.IsStation(station) ? station : null)));
        }

        private static IReadOnlyList<Step> Steps(Visit visit, FirstHouse first, string here)
        {
            return
            [
                new Step(null, visit.Text["step.operator"], true, false),
                new Step(FirstDay.House, visit.Text["step.house"], first.IsDescribed, here == FirstDay.House),
                new Step(FirstDay.Price, visit.Text["step.price"], first.IsPriced, here == FirstDay.Price),
                new Step(FirstDay.Station, visit.Text["step.station"], first.HasStation, here == FirstDay.Station),
            ];
        }
    }
}
