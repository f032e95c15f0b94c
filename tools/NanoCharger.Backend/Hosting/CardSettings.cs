using System.Collections.Generic;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Who takes guests' cards, and on what terms.</summary>
    internal sealed class CardSettings
    {
        /// <summary>The provider's secret key; empty: nobody takes cards. Better in the environment (NanoCharger__Cards__Key) than in a file.</summary>
        public string Key { get; set; } = "";

        /// <summary>The secrets by which the provider signs what he calls us with: two of them while one takes the other's place. None: he is asked instead, which takes a minute longer.</summary>
        public List<string> EventSecrets { get; set; } = [];

        /// <summary>Where the provider is asked.</summary>
        public string Address { get; set; } = "https://api.stripe.com";

        /// <summary>Where the provider's pages are, https://host each.</summary>
        public List<string> Pages { get; set; } = [];

        /// <summary>Each manager has an account of his own with the provider, and his guests' money goes there; otherwise all of it stays with this key's.</summary>
        public bool Accounts { get; set; }

        /// <summary>The manager is who sells, on the guest's statement too.</summary>
        public bool OnBehalf { get; set; }

        /// <summary>The country of managers' accounts.</summary>
        public string Country { get; set; } = "DE";

        /// <summary>What of managers' money stays with this key's account, per cent.</summary>
        public decimal FeePercent { get; set; }

        /// <summary>And as much of each charge besides, minor units.</summary>
        public long FeeMinor { get; set; }
    }
}
