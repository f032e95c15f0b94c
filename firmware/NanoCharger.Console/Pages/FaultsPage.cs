using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The faults that are present, with what was seen and what clears them, and those that ever were, with their count.</summary>
    internal sealed class FaultsPage : IPage
    {
        private const int NameColumn = 4;
        private const int CountColumn = 36;

        // What is told of a fault that is present, line by line.
        private const int All = 0;
        private const int Seen = 1;
        private const int Clears = 2;

        private readonly Guard _guard;
        private readonly SettingsStore _settings;
        private int _code;
        private int _told;
        private bool _any;

        internal FaultsPage(Guard guard, SettingsStore settings)
        {
            _guard = guard;
            _settings = settings;
        }

        /// <summary>Starts at the first fault.</summary>
        internal void Start()
        {
            _code = 0;
            _told = All;
            _any = false;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            if (_told != All)
            {
                Explain(FaultCatalogue.Of((FaultCode)_code), line);
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

        private void Explain(FaultEntry fault, AsciiWriter line)
        {
            line.PadTo(NameColumn);
            if (_told == Seen)
            {
                line.Put("seen: ");
                fault.PutCause(line, _settings);
                _told = Clears;
                return;
            }

            line.Put("clears by ");
            fault.PutClears(line, _settings);
            _told = All;
        }

        private void Write(FaultCode code, AsciiWriter line)
        {
            _any = true;
            _told = _guard.IsPresent(code) ? Seen : All;
            line.Number(_code);
            line.PadTo(NameColumn);
            line.Put(FaultCatalogue.Of(code).Name);
            line.PadTo(CountColumn);
            line.Put(_told == Seen ? " present, " : " past, ");
            line.Number(_guard.Counters.Of(code));
            line.Put(" times");
        }
    }
}
