using System;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>A bounded queue of messages between two threads. Every byte of it is allocated once; the lock is held for a copy at most.</summary>
    internal sealed class MessageQueue
    {
        private readonly object _gate = new object();
        private readonly byte[][] _slots;
        private readonly int[] _lengths;
        private int _first;
        private int _count;

        /// <param name="slots">Messages it holds.</param>
        /// <param name="slotBytes">Longest message.</param>
        internal MessageQueue(int slots, int slotBytes)
        {
            _slots = new byte[slots][];
            _lengths = new int[slots];
            for (int i = 0; i < slots; i++)
            {
                _slots[i] = new byte[slotBytes];
            }
        }

        /// <summary>Takes a copy of a message. False when the queue is full.</summary>
        internal bool TryEnqueue(byte[] message, int length)
        {
            lock (_gate)
            {
                if (_count == _slots.Length)
                {
                    return false;
                }

                int slot = (_first + _count) % _slots.Length;
                Array.Copy(message, 0, _slots[slot], 0, length);
                _lengths[slot] = length;
                _count++;
                return true;
            }
        }

        /// <summary>Moves the oldest message out. Returns its length, 0 when there is none.</summary>
        internal int TryDequeue(byte[] buffer)
        {
            lock (_gate)
            {
                if (_count == 0)
                {
                    return 0;
                }

                int length = _lengths[_first];
                Array.Copy(_slots[_first], 0, buffer, 0, length);
                _first = (_first + 1) % _slots.Length;
                _count--;
                return length;
            }
        }

        /// <summary>Forgets all messages.</summary>
        internal void Clear()
        {
            lock (_gate)
            {
                _count = 0;
            }
        }
    }
}
