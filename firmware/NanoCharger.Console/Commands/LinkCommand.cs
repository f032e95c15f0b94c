using NanoCharger.Console.Pages;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows how the way to the broker fares.</summary>
    internal sealed class LinkCommand : Command
    {
        private readonly LinkPage _page;

        internal LinkCommand(ConsoleParts parts)
            : base("link", "link                the way to the broker, and what went wrong on it")
        {
            _page = new LinkPage(parts);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "link"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "nothing"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            if (rest.Length > 0)
            {
                answer.Say("link: nothing may follow");
                return;
            }

            _page.Start();
            answer.Show(_page);
        }
    }
}
