using NanoCharger.Core.Pilot;
using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>All limits in force on the current that is offered. The technician's survives a restart; each other has an owner that says it anew.</summary>
    public sealed class OfferLimits : IDurable
    {
        /// <summary>A slot with this value limits nothing.</summary>
        public const int None = int.MaxValue;

        private const int Slots = 9;

        private readonly int[] _milliamps = new int[Slots];

        /// <summary>Makes limits that allow nothing until the installation's and the cable's are known.</summary>
        public OfferLimits()
        {
            for (int i = (int)LimitSlot.Temperature; i < Slots; i++)
            {
                _milliamps[i] = None;
            }
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.TechnicianLimit; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get { return _milliamps[(int)LimitSlot.Technician]; }
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            LittleEndian.Put32(target, offset, (uint)_milliamps[(int)LimitSlot.Technician]);
            return 4;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length >= 4)
            {
                _milliamps[(int)LimitSlot.Technician] = (int)LittleEndian.Get32(source, offset);
            }
        }

        /// <summary>Sets one limit. Nothing is offered before <see cref="LimitSlot.Commissioning"/> and <see cref="LimitSlot.Cable"/> were set.</summary>
        /// <param name="slot">Whose.</param>
        /// <param name="milliamps">0 (no current) or more; <see cref="None"/> lifts it.</param>
        public void Set(LimitSlot slot, int milliamps)
        {
            _milliamps[(int)slot] = milliamps;
        }

        /// <summary>One limit, in milliamperes; <see cref="None"/> when its owner asks for none.</summary>
        public int Get(LimitSlot slot)
        {
            return _milliamps[(int)slot];
        }

        /// <summary>Least of all limits in force, in milliamperes.</summary>
        public int LeastMilliamps
        {
            get { return _milliamps[(int)Least]; }
        }

        /// <summary>The slot that holds the least limit: the one to blame.</summary>
        public LimitSlot Least
        {
            get
            {
                int least = 0;
                for (int i = 1; i < Slots; i++)
                {
                    if (_milliamps[i] < _milliamps[least])
                    {
                        least = i;
                    }
                }

                return (LimitSlot)least;
            }
        }

        /// <summary>Least of all limits in force, as the duty cycle can say it.</summary>
        /// <remarks>0 means "no offer": the station pauses (X1). Otherwise 6 000..80 000 mA.</remarks>
        public int OfferMilliamps
        {
            get { return DutyCycle.Offerable(LeastMilliamps); }
        }
    }
}
