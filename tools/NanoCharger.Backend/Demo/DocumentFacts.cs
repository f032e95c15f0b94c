namespace NanoCharger.Backend.Demo
{
    /// <summary>What a document says, as our stations write it.</summary>
    /// <param name="Number">Its pagination.</param>
    /// <param name="Station">The station.</param>
    /// <param name="Readings">Its readings, with a comma between two.</param>
    internal sealed record DocumentFacts(long Number, string Station, string Readings)
    {
        /// <summary>Who charges.</summary>
        internal string Card { get; init; } = "04A1B2";

        /// <summary>How he was known: ISO14443 by a card, CENTRAL from afar.</summary>
        internal string Type { get; init; } = "ISO14443";

        /// <summary>The line about the price; null: none was told.</summary>
        internal string? Tariff { get; init; }

        /// <summary>What is signed.</summary>
        internal string Payload()
        {
            string tariff = Tariff is null ? "" : $"\"TT\":\"{Tariff}\",";
            (string level, string flag) = Type == "ISO14443" ? ("HEARSAY", "RFID_PLAIN") : ("TRUSTED", "OCPP_RS");
            return $$"""
                {"FV":"1.2","GI":"nanoCharger","GS":"{{Station}}","GV":"1.0.0","PG":"T{{Number}}","MV":"nanoCharger","MM":"nanoCharger","MS":"{{Station}}","MF":"1.0.0","IS":true,"IL":"{{level}}","IF":["{{flag}}"],"IT":"{{Type}}","ID":"{{Card}}",{{tariff}}"CT":"CBIDC","CI":"{{Station}} 1","RD":[{{Readings}}]}
                """.Trim();
        }
    }
}
