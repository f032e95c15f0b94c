using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;

namespace NanoCharger.Console.Commands
{
    /// <summary>Changes and shows the station's own list of tokens.</summary>
    internal sealed class TokenCommand : Command
    {
        private readonly LocalList _list;
        private readonly TokensPage _page;

        internal TokenCommand(LocalList list)
            : base(
                "token",
                "token add|remove t  changes the station's own list of tokens",
                "token list          shows it")
        {
            _list = list;
            _page = new TokensPage(list);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "add or remove and a token of 1..36 characters; or list"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "token add 04AABBCC"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "add: fewer than 64 in the list. The list counts by auth.mode and auth.offline"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            string token = Words.Behind(rest);
            switch (Words.First(rest))
            {
                case "list":
                    answer.Show(_page);
                    break;
                case "add":
                    answer.Say(_list.Add(token) ?? Changed());
                    break;
                case "remove":
                    answer.Say(_list.Remove(token) ?? Changed());
                    break;
                default:
                    answer.Say("token: add TOKEN, remove TOKEN or list");
                    break;
            }
        }

        private string Changed()
        {
            return "ok, tokens in the list: " + _list.Count.ToString();
        }
    }
}
