using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace NanoCharger.Backend.People
{
    /// <summary>Tries at accounts, each in a window of time that its first one begins. A try is taken before it is known whether it is right, so that those made at once are counted too, and given back once it is.</summary>
    /// <param name="most">How many are let through in a window.</param>
    /// <param name="windowMs">How long it is.</param>
    internal sealed class AccountTries(int most, long windowMs)
    {
        private const int MostKept = 10_000;

        private readonly Lock _lock = new();
        private readonly Dictionary<string, (long BeganMs, int Count)> _tries = [];

        /// <summary>Takes one; false where all of the window are taken.</summary>
        internal bool Take(string account, long nowMs)
        {
            lock (_lock)
            {
                (long began, int count) = _tries.TryGetValue(account, out (long BeganMs, int Count) known) && !IsOver(known.BeganMs, nowMs) ? known : (nowMs, 0);
                if (count >= most)
                {
                    return false;
                }

                if (_tries.Count >= MostKept)
                {
                    Forget(nowMs);
                }

                _tries[account] = (began, count + 1);
                return true;
            }
        }

        /// <summary>Gives one back.</summary>
        internal void GiveBack(string account, long nowMs)
        {
            lock (_lock)
            {
                if (_tries.TryGetValue(account, out (long BeganMs, int Count) known) && !IsOver(known.BeganMs, nowMs) && known.Count > 0)
                {
                    _tries[account] = known with { Count = known.Count - 1 };
                }
            }
        }

        private void Forget(long nowMs)
        {
            foreach (string account in _tries.Where(one => one.Value.Count == 0 || IsOver(one.Value.BeganMs, nowMs)).Select(one => one.Key).ToList())
            {
                _tries.Remove(account);
            }
        }

        private bool IsOver(long beganMs, long nowMs)
        {
            return nowMs - beganMs is var age && (age < 0 || age >= windowMs);
        }
    }
}
