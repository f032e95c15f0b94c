using NanoCharger.Core.Charging;
using NanoCharger.Core.Tests.Settings;
using NanoCharger.Fakes;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>An authorisation with a token in its list, in a world of vehicles and restarts.</summary>
    public class GrantStage
    {
        protected const long Second = 1_000_000;
        protected const int Hour = 3_600;

        protected static LocalList _list;
        protected static Authorisation _authorisation;
        protected static long _now;
        protected static bool _plugged;
        protected static bool _unseen;
        protected static bool _open;

        protected static void Begin(string resume)
        {
            _now = 0;
            _plugged = false;
            _unseen = false;
            _open = false;
            _list = new LocalList(new FakeFlash());
            _list.Add("04AABB");
            _authorisation = new Authorisation(_list);
            _authorisation.Configure(TestSettings.Of("auth.mode", "local", "auth.resume", resume));
        }

        protected static void Give()
        {
            _authorisation.Present("04AABB", GrantSource.Console, true, _now);
        }

        protected static RemoteStart Request(int id, int within)
        {
            return new RemoteStart { Token = "DRIVER-1", Id = id, WithinSeconds = within };
        }

        protected static void Restart(string resume)
        {
            byte[] piece = new byte[255];
            int length = _authorisation.Memory.Save(piece, 0);
            Begin(resume);
            _unseen = true;
            _authorisation.Memory.Load(piece, 0, length);
        }

        protected static void Step(int seconds)
        {
            _now += seconds * Second;
            _authorisation.Turn(_plugged, !_plugged && !_unseen, _open, true, _now);
        }
    }
}
