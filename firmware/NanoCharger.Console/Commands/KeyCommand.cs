using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Signing;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows the station's public key, or makes a new key.</summary>
    internal sealed class KeyCommand : Command
    {
        private readonly ICommands _commands;
        private readonly KeyStore _keys;
        private readonly KeyPage _page = new KeyPage();

        internal KeyCommand(ICommands commands, KeyStore keys)
            : base(
                "key",
                "key show            the public key, for whoever checks bills",
                "key generate [CONFIRM]        makes a new one; bills owed come first")
        {
            _commands = commands;
            _keys = keys;
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "show; generate; generate CONFIRM where a key stands"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "key show"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "generate: no transaction open, no bill owed or set aside"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            switch (rest)
            {
                case "show":
                    Show(answer);
                    break;
                case "generate":
                    answer.Say(_commands.GenerateKey(false));
                    break;
                case "generate CONFIRM":
                    answer.Say(_commands.GenerateKey(true));
                    break;
                default:
                    answer.Say("key: show, generate or generate CONFIRM");
                    break;
            }
        }

        private void Show(IAnswer answer)
        {
            if (_keys.Public == null)
            {
                answer.Say("key: there is none");
                return;
            }

            _page.Start(_keys.Public);
            answer.Show(_page);
        }
    }
}
