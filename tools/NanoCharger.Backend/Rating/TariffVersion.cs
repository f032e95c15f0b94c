using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace NanoCharger.Backend.Rating
{
    /// <summary>What a charge costs: one version of a tariff, which never changes. Another price is another version.</summary>
    /// <remarks>Prices are decimals of up to four places, in the currency; <see cref="TaxIncluded"/> says whether the tax is in them.</remarks>
    public sealed record TariffVersion
    {
        private const decimal HighestPrice = 1_000_000m;
        private const int PriceDecimals = 4;
        private const int LongestId = 16;
        private const int MostBoundaries = 4;
        private const int MinutesOfDay = 24 * 60;

        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            ReadCommentHandling = JsonCommentHandling.Skip,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            AllowTrailingCommas = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new PlainDecimal() },
        };

        /// <summary>Its id, with which the signed tariff text begins: 1..16 letters, digits, dots, hyphens.</summary>
        public required string Id { get; init; }

        /// <summary>ISO 4217 code.</summary>
        public string Currency { get; init; } = "EUR";

        /// <summary>Where the house is: a name of the IANA time zone database.</summary>
        public string Zone { get; init; } = "Europe/Berlin";

        /// <summary>Charged once a charge.</summary>
        public decimal StartFee { get; init; }

        /// <summary>Price of one kWh where no window says otherwise.</summary>
        public decimal PerKilowattHour { get; init; }

        /// <summary>Price of each begun minute from begin to end.</summary>
        public decimal PerMinute { get; init; }

        /// <summary>Price of each begun minute in which the vehicle is plugged in and does not draw.</summary>
        public decimal IdlePerMinute { get; init; }

        /// <summary>Minutes at the front of each such spell that cost nothing.</summary>
        public int IdleGraceMinutes { get; init; }

        /// <summary>Hours in which it costs nothing; null: none.</summary>
        public FreeSpan? IdleFree { get; init; }

        /// <summary>Hours with another price of a kWh; the first that fits counts.</summary>
        public IReadOnlyList<PriceWindow> Windows { get; init; } = [];

        /// <summary>Least sum of a charge's lines; null: none.</summary>
        public decimal? Minimum { get; init; }

        /// <summary>Highest sum of a charge's lines; null: none.</summary>
        public decimal? Maximum { get; init; }

        /// <summary>Tax in per cent, 0..100, up to four places.</summary>
        public decimal TaxPercent { get; init; }

        /// <summary>True: the tax is inside the prices; false: it is added to the sum of the lines.</summary>
        public bool TaxIncluded { get; init; }

        /// <summary>Below so much energy nothing is charged.</summary>
        public int LeastWattHours { get; init; } = 100;

        /// <summary>The currency with its minor unit.</summary>
        /// <exception cref="InvalidDataException">It is none.</exception>
        [JsonIgnore]
        public Currency Money => Rating.Currency.Find(Currency) ?? throw new InvalidDataException($"{Currency} is no currency");

        /// <summary>True where a time has a price.</summary>
        [JsonIgnore]
        public bool PricesTime => PerMinute > 0 || IdlePerMinute > 0;

        /// <summary>The times of the house's day at which a kWh may change its price, ascending; at most four.</summary>
        internal IReadOnlyList<LocalTime> Boundaries =>
            Windows.SelectMany(window => new[] { window.Span.From, window.Span.To }).Distinct().Order().ToList();

        internal DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

        /// <summary>Reads a version from its JSON text; comments are allowed, an unknown key is an error.</summary>
        /// <exception cref="InvalidDataException">It is none; the message says what is wrong and where.</exception>
        public static TariffVersion FromJson(string json)
        {
            TariffVersion? read;
            try
            {
                read = JsonSerializer.Deserialize<TariffVersion>(json, Format);
            }
            catch (JsonException problem)
            {
                throw new InvalidDataException("The tariff is not valid: " + problem.Message);
            }

            return read?.Problem() is { } wrong ? throw new InvalidDataException($"The tariff is not valid: {wrong}.")
                : read ?? throw new InvalidDataException("The tariff is not valid: it is null.");
        }

        /// <summary>Reads a version from its file.</summary>
        /// <exception cref="InvalidDataException">It is none; the message says what is wrong and where.</exception>
        /// <exception cref="IOException">It cannot be read.</exception>
        public static TariffVersion Load(string path)
        {
            return FromJson(File.ReadAllText(path));
        }

        /// <summary>The text that <see cref="FromJson"/> reads: always the same one for the same version.</summary>
        public string ToJson()
        {
            return JsonSerializer.Serialize(this, Format);
        }

        /// <summary>Stands where the price in force is not what was put down: it is told nobody, and nothing is rated by it.</summary>
        public static TariffVersion Unpriced { get; } = new() { Id = "unpriced" };

        /// <summary>Whether it is no price, but says that there is none.</summary>
        internal bool IsUnpriced => Id == Unpriced.Id;

        /// <summary>What is wrong with it, beginning with the field; null where nothing is.</summary>
        public string? Problem()
        {
            return NameProblem() ?? PricesProblem() ?? TimesProblem();
        }

        /// <summary>What is wrong with a price; null where nothing is.</summary>
        internal static string? PriceProblem(string name, decimal price)
        {
            return price is < 0 or > HighestPrice ? $"{name} must be 0..1000000"
                : decimal.Round(price, PriceDecimals) != price ? $"{name} must have four decimals at most" : null;
        }

        /// <summary>0.30 and 0.3 are one price, and one text.</summary>
        private sealed class PlainDecimal : JsonConverter<decimal>
        {
            public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                return reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal read) ? read : reader.GetDecimal();
            }

            public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
            {
                writer.WriteRawValue(value.ToString("0.####", CultureInfo.InvariantCulture));
            }
        }

        private string? NameProblem()
        {
            return Id is not { Length: >= 1 and <= LongestId } || !Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-')
                    ? "id must be 1..16 letters, digits, dots or hyphens"
                : Rating.Currency.Find(Currency) is null ? "currency must be three capital letters"
                : Zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null ? $"zone must be one of the IANA database, as Europe/Berlin; it is {Zone}"
                : null;
        }

        private string? PricesProblem()
        {
            return PriceProblem("startFee", StartFee) ?? PriceProblem("perKilowattHour", PerKilowattHour) ?? PriceProblem("perMinute", PerMinute)
                ?? PriceProblem("idlePerMinute", IdlePerMinute) ?? PriceProblem("minimum", Minimum ?? 0) ?? PriceProblem("maximum", Maximum ?? 0)
                ?? (Maximum < Minimum ? "maximum must not be below minimum" : null)
                ?? (TaxPercent is < 0 or > 100 || decimal.Round(TaxPercent, PriceDecimals) != TaxPercent ? "taxPercent must be 0..100, with four decimals at most" : null)
                ?? (LeastWattHours is < 0 or > 10_000 ? "leastWattHours must be 0..10000" : null);
        }

        private string? TimesProblem()
        {
            if (IdleGraceMinutes is < 0 or > MinutesOfDay)
            {
                return "idleGraceMinutes must be 0..1440";
            }

            if (IdleFree is not null && DailySpan.Problem(IdleFree.From, IdleFree.To) is { } free)
            {
                return "idleFree." + free;
            }

            for (int number = 0; number < (Windows?.Count ?? 0); number++)
            {
                if (Windows![number].Problem() is { } wrong)
                {
                    return $"windows[{number}].{wrong}";
                }
            }

            return Windows is null ? "windows must not be null"
                : Boundaries.Count > MostBoundaries ? $"windows have {Boundaries.Count} different times; a station signs at {MostBoundaries} a day" : null;
        }
    }
}
