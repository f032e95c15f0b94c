using NanoCharger.Core.Charging;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The tokens of the station's own list.</summary>
    internal sealed class TokensPage : IPage
    {
        private readonly LocalList _list;

        internal TokensPage(LocalList list)
        {
            _list = list;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (index == 0)
            {
                line.Number(_list.Count);
                line.Put(" of ");
                line.Number(LocalList.MaxTokens);
                line.Put(" tokens");
                return true;
            }

            if (index > _list.Count)
            {
                return false;
            }

            line.Put(_list[index - 1]);
            return true;
        }
    }
}
