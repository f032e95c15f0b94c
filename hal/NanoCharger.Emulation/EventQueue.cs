using System;

namespace NanoCharger.Emulation;

/// <summary>Events by time, ties by the order in which they were scheduled: a binary heap in which every event knows its place, so that cancelling leaves nothing behind.</summary>
internal sealed class EventQueue
{
    private Event[] _heap = new Event[64];
    private int _count;
    private long _sequence;

    internal Event? First => _count == 0 ? null : _heap[0];

    internal Event Add(long atNanos, Action what)
    {
        Event added = new(atNanos, _sequence++, what);
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * _count);
        }

        Up(added, _count++);
        return added;
    }

    internal void Remove(Event gone)
    {
        int hole = gone.Index;
        if (hole < 0)
        {
            return;
        }

        gone.Index = -1;
        Event last = _heap[--_count];
        _heap[_count] = null!;
        if (last == gone)
        {
            return;
        }

        if (hole > 0 && last.Before(_heap[(hole - 1) / 2]))
        {
            Up(last, hole);
        }
        else
        {
            Down(last, hole);
        }
    }

    private void Up(Event moved, int place)
    {
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!moved.Before(_heap[parent]))
            {
                break;
            }

            Put(_heap[parent], place);
            place = parent;
        }

        Put(moved, place);
    }

    private void Down(Event moved, int place)
    {
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && _heap[child + 1].Before(_heap[child]))
            {
                child++;
            }

            if (!_heap[child].Before(moved))
            {
                break;
            }

            Put(_heap[child], place);
            place = child;
        }

        Put(moved, place);
    }

    private void Put(Event placed, int place)
    {
        _heap[place] = placed;
        placed.Index = place;
    }
}
