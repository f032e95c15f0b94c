using NanoCharger.Core.Protection;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The faults that are present, with what clears them, and those that ever were, with their count.</summary>
    internal sealed class FaultsPage : IPage
    {
        private const int NameColumn = 4;
        private const int CountColumn = 36;

        private readonly Guard _guard;
        private int _code;
        private bool _clears;
        private bool _any;

        internal FaultsPage(Guard guard)
        {
            _guard = guard;
        }

        /// <summary>Starts at the first fault.</summary>
        internal void Start()
        {
            _code = 0;
            _clears = false;
            _any = false;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_clears)
            {
                _clears = false;
                line.PadTo(NameColumn);
                line.Put("clears by ");
                line.Put(FaultCatalogue.Of((FaultCode)_code).Clears);
                return true;
            }

            while (++_code < FaultCatalogue.Count)
            {
                FaultCode code = (FaultCode)_code;
                if (_guard.IsPresent(code) || _guard.Counters.Of(code) > 0)
                {
                    Write(code, line);
                    return true;
                }
            }

            line.Put(_any ? "" : "none, now and ever");
            bool wrote = !_any;
            _any = true;
            return wrote;
        }

        private void Write(FaultCode code, AsciiWriter line)
        {
            _any = true;
            _clears = _guard.IsPresent(code);
            line.Number(_code);
            line.PadTo(NameColumn);
            line.Put(FaultCatalogue.Of(code).Name);
            line.PadTo(CountColumn);
            line.Put(_clears ? " present, " : " past, ");
            line.Number(_guard.Counters.Of(code));
            line.Put(" times");
        }
    }
}
