using System.IO;
using NanoCharger.Bench;
using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Core.Time;
using NanoCharger.Emulation;
using NanoCharger.Fakes;
using NanoCharger.Hal;
using NanoCharger.Ocpp;
using NanoCharger.Signing;
using NanoCharger.Verify;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>Recorder, log and outbox of a charger over a flash, without the bay: one turn a minute, so that months take seconds.</summary>
    internal sealed class BareUnit
    {
        private const long Minute = 60_000_000;
        private const long ATurn = 32_000;
        private const int Milliamps = 16_000;

        /// <summary>Short enough that what the vehicle does is seen.</summary>
        private const long FullTurn = 400_000;
        private const int FullTurns = 160;

        /// <summary>11 kW for a minute.</summary>
        private const long MilliwattHoursAMinute = 183_333;

        /// <summary>No document needs so many slices.</summary>
        private const int MostSlices = 10_000;

        private readonly SteppedClock _clock;
        private readonly WallClock _times;
        private readonly DocumentSigner _signer;
        private readonly Outbox _outbox;
        private readonly bool _signs;
        private long _register;

        /// <summary>Starts a charger on what the flash holds, as the firmware does: the transaction that was open is ended.</summary>
        /// <param name="flash">The flash; with a key in it everything is signed.</param>
        /// <param name="backend">The backend.</param>
        /// <param name="clock">The time.</param>
        /// <param name="signMinutes">The setting sign.minutes.</param>
        /// <param name="signAt">The setting sign.at.</param>
        public BareUnit(Flash flash, AwayBackend backend, SteppedClock clock, int signMinutes, string signAt = "")
        {
            FlashStorage storage = new(flash);
            KeyStore keys = new(storage);
            keys.Load();
            _clock = clock;
            _times = new WallClock(clock);
            _signs = keys.Key != null;
            Key = _signs ? StationKey.FromDer(keys.PublicDer) : null;
            Log = new RecordLog(storage) { Origin = { Station = "NC-0001", KeyGeneration = (int)keys.Generation } };
            Log.Recover();
            _times.Set(Log.Events.NewestUtcMillis);
            _times.Turn(clock.NowMicros);
            Log.Boot(clock.NowMicros, clock.UtcMillis, clock.Quality);
            SettingsStore settings = new();
            settings.Set("sign.minutes", signMinutes.ToString(global::System.Globalization.CultureInfo.InvariantCulture));
            settings.Set("sign.at", signAt);
            Recorder = new TransactionRecorder(Log, _times) { Signs = _signs, Plan = new ReadingPlan() };
            Recorder.Configure(settings);
            _signer = new DocumentSigner(keys, new SoftHmac(), null);
            _outbox = new Outbox(backend, PartsOf(storage, settings));
            _register = Log.RegisterMilliwattHours;
            Turn();
            if (Log.OpenTransaction is { } open)
            {
                Recorder.EndInterrupted(open, StoppedReason.PowerLoss, TriggerReason.AbnormalCondition);
            }
        }

        public RecordLog Log { get; }

        public TransactionRecorder Recorder { get; }

        /// <summary>The key that its documents hold under; null where it signs none.</summary>
        public StationKey? Key { get; }

        /// <summary>Makes a unit's key part of a flash.</summary>
        public static Flash WithKey()
        {
            Flash flash = new();
            FakeKey.Store(new FlashStorage(flash));
            return flash;
        }

        /// <summary>A whole transaction of so many minutes at 11 kW.</summary>
        public void Charge(int minutes)
        {
            Begin();
            GoOn(minutes);
            End();
        }

        public void Begin()
        {
            Recorder.Begin("04A1B2C3", GrantSource.Card, -1, _register, Milliamps, _clock.NowMicros);
        }

        public void GoOn(int minutes)
        {
            for (int minute = 0; minute < minutes; minute++)
            {
                _clock.Pass(Minute);
                _register += MilliwattHoursAMinute;
                Recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, _register, Milliamps, _clock.NowMicros);
                Turn();
            }
        }

        /// <summary>The vehicle is full, and stays for more than a minute.</summary>
        public void BeFull()
        {
            for (int turn = 0; turn < FullTurns; turn++)
            {
                _clock.Pass(FullTurn);
                Recorder.Watch(0, true, _clock.NowMicros);
                Recorder.Update(ChargingState.Charging, TriggerReason.ChargingStateChanged, _register, Milliamps, _clock.NowMicros);
            }
        }

        public void End()
        {
            Recorder.End(StoppedReason.EVDisconnected, TriggerReason.EVCommunicationLost, _register, _clock.NowMicros);
            _clock.Pass(Minute);
            Turn();
        }

        /// <summary>Turns until the backend has answered for all.</summary>
        /// <exception cref="IOException">It has not after far more turns than that takes.</exception>
        public void Deliver()
        {
            Turns(Log, 0);
        }

        /// <summary>Turns until only so many records are owed.</summary>
        public void DeliverTo(int owed)
        {
            Turns(Log, owed);
        }

        /// <summary>Turns on, with nothing to do.</summary>
        public void Idle(int turns)
        {
            for (int turn = 0; turn < turns; turn++)
            {
                _clock.Pass(ATurn);
                Turn();
            }
        }

        private void Turns(RecordLog log, int owed)
        {
            int most = 100 + (10 * log.Owed);
            while (log.Owed > owed)
            {
                Idle(1);
                if (most-- == 0)
                {
                    throw new IOException("the delivery does not come to its end: " + log.Owed + " records are still owed");
                }
            }
        }

        // The second half of a turn; signing, which takes hundreds of turns, is let run to its end.
        private void Turn()
        {
            _times.Turn(_clock.NowMicros);
            Log.Step(Recorder.IsOpen, _clock.NowMicros);
            _outbox.Step(_clock.NowMicros);
            for (int slice = 0; _signs && _signer.Sequence != 0 && !_signer.Ready && slice < MostSlices; slice++)
            {
                _signer.Step(_clock.NowMicros);
            }
        }

        private OcppParts PartsOf(IStorage storage, SettingsStore settings)
        {
            return new OcppParts
            {
                Station = "NC-0001",
                Serial = "240AC4123456",
                Cause = ResetCause.PowerOn,
                Clock = _clock,
                Times = _times,
                Settings = settings,
                Log = Log,
                Delivery = new Delivery(storage),
                Signer = _signer,
                Authorisation = new Authorisation(new LocalList(storage)),
                Commands = new NobodysWishes(),
                Status = new ChargerStatus(3),
                Closings = new ClosingCount(),
            };
        }
    }
}
