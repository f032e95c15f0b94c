using System.IO;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Signing;

namespace NanoCharger.Records.Documents
{
    /// <summary>Where the station's key is made and replaced: draws it, stores it, and tells the session log.</summary>
    /// <remarks>First the slots, then the log, as with the calibration: what the log missed it is told at the next start.</remarks>
    public sealed class KeyDesk
    {
        private readonly IBoard _board;
        private readonly IClock _clock;
        private readonly RecordLog _log;
        private readonly TransactionRecorder _transaction;
        private readonly Delivery _delivery;
        private readonly KeyDraw _draw;
        private bool _drawing;

        /// <summary>Makes a desk over the parts.</summary>
        /// <param name="board">Its entropy and storage.</param>
        /// <param name="clock">Dates the key.</param>
        /// <param name="log">Told of each key; says what is owed under the present one.</param>
        /// <param name="transaction">Says whether one is open.</param>
        /// <param name="delivery">Says what is set aside under the present key.</param>
        public KeyDesk(IBoard board, IClock clock, RecordLog log, TransactionRecorder transaction, Delivery delivery)
        {
            _board = board;
            _clock = clock;
            _log = log;
            _transaction = transaction;
            _delivery = delivery;
            _draw = new KeyDraw(board.Entropy);
            Store = new KeyStore(board.Storage);
        }

        /// <summary>The key.</summary>
        public KeyStore Store { get; }

        /// <summary>Loads the key; a station that never had one makes it. The log has been recovered; contactor open, before the loop runs. Cost: then 0.3 s.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        /// <exception cref="IOException">The flash failed.</exception>
        public string Load()
        {
            string told = Store.Load();
            if (_log.Events.KeyChange > Store.Generation || (Store.Key == null && _log.Pagination > 0))
            {
                // The log knows of a key, or of documents, that the slots know nothing of: what they hold is an older one, or none.
                told = "lost, nothing can be signed: key generate makes a new one";
                Store.GoOnFrom(_log.Events.KeyChange);
            }

            _log.Origin.KeyGeneration = (int)Store.Generation;
            if (Store.Key != null || Store.Lost)
            {
                return told;
            }

            _draw.Begin();
            while (!_draw.Step())
            {
            }

            if (_draw.Made.Key == null)
            {
                return "the board's noise gives none, nothing can be signed";
            }

            Save();
            return "made";
        }

        /// <summary>Tells the log of the key, where it does not know it. The log has been recovered and booted.</summary>
        /// <exception cref="IOException">The flash failed.</exception>
        public void Tell()
        {
            if (Store.Generation > 0 && Store.Generation != _log.Events.KeyChange)
            {
                string what = "key " + Store.Generation.ToString() + (Store.Generation > 1 ? " made, the one before replaced" : _log.Pagination == 0 ? " made" : " in use");
                _log.Events.RecordSecurity(Store.Generation, what, _clock.NowMicros, Store.UtcMillis, Store.Quality);
            }
        }

        /// <summary>Begins a new key.</summary>
        /// <param name="confirmed">True when the technician knows that the old one is lost with it.</param>
        /// <returns>In one sentence what became of it.</returns>
        public string Generate(bool confirmed)
        {
            string wrong = Refused();
            if (wrong != null)
            {
                return "refused: " + wrong;
            }

            if (!confirmed && (Store.Key != null || Store.Lost))
            {
                return "the backend knows the present key: key generate CONFIRM replaces it for ever";
            }

            _drawing = true;
            _draw.Begin();
            return "ok, the result follows";
        }

        /// <summary>One slice of background. Cost: at the end two writes to flash and a record.</summary>
        /// <returns>The outcome when there is one, else null.</returns>
        public string Step()
        {
            if (!_drawing || !_draw.Step())
            {
                return null;
            }

            _drawing = false;
            string wrong = Refused();
            if (wrong != null)
            {
                return "given up: " + wrong;
            }

            if (_draw.Made.Key == null)
            {
                return "the board's noise gives none, the old key stays";
            }

            Save();
            Tell();
            return "made";
        }

        // Bills that are owed are signed by the key under which their transaction ended, and a document that has left keeps its bytes for ever: set aside
        // and sent again it is signed anew. With a lost key neither could ever be.
        private string Refused()
        {
            return _drawing ? "one is being made"
                : _transaction.IsOpen ? "a transaction is open"
                : _log.Owed > 0 && Store.Key != null ? "bills are owed under the present key"
                : _delivery.Aside.Kept > 0 && Store.Key != null ? "records are set aside under the present key, see outbox"
                : null;
        }

        private void Save()
        {
            Store.Save(_draw.Made, _clock.UtcMillis, _clock.Quality);
            _log.Origin.KeyGeneration = (int)Store.Generation;
        }
    }
}
