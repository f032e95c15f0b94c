using System;
using System.Collections.Generic;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>The vehicle: what it shows on the pilot, and an on-board charger that follows the offer within 5 s, up to what it wants, or was told a number and draws that whatever is offered.</summary>
    /// <remarks>Current moves in steps of 100 ms, so that the true energy can be summed exactly between changes.</remarks>
    internal sealed class Vehicle
    {
        private const long NanosPerMilli = 1_000_000;
        private const long StepNanos = 100 * NanosPerMilli;
        private const long Never = -1;
        private const int RampSteps = 10;
        private const int StopSteps = 5;

        // IEC 61851-1:2017, Table A.6: a new duty is followed within 5 s, the end of the PWM within 3 s.
        private const long FollowFromNanos = 1_000 * NanosPerMilli;
        private const long FollowToNanos = 3_500 * NanosPerMilli;
        private const long StopFromNanos = 300 * NanosPerMilli;
        private const long StopToNanos = 2_000 * NanosPerMilli;

        // A charger has read the pilot a good second after its start.
        private const long LookNanos = 3_000 * NanosPerMilli;

        /// <summary>It takes 200 ms of A for nobody there.</summary>
        private const long AwayNanos = 500 * NanosPerMilli;

        private readonly Machine _machine;
        private readonly Chance _chance;
        private readonly PilotCircuit _pilot;
        private readonly double[] _draw = new double[3];
        private readonly double[] _amps = new double[3];
        private readonly double[] _target = new double[3];
        private readonly double[] _from = new double[3];
        private Event? _next;
        private int _step;
        private int _steps;
        private bool _live;
        private bool _obeys = true;
        private double _cableAmps = double.PositiveInfinity;
        private long _inBFrom = Never;
        private long _watchedFrom;
        private long _inAFrom;
        private long _stalledUntil;

        public Vehicle(Machine machine, Chance chance, PilotCircuit pilot, int phases)
        {
            _machine = machine;
            _chance = chance;
            _pilot = pilot;
            Phases = phases;
            pilot.Changed += OnPilotChanged;
            machine.Stalled += (_, until) => _stalledUntil = Math.Max(_stalledUntil, until);
        }

        /// <summary>The current has changed.</summary>
        public event Action? Changed;

        public int Phases { get; }

        public bool Plugged { get; private set; }

        /// <summary>A while unplugged, else B, C or D.</summary>
        public char State { get; private set; } = 'A';

        /// <summary>Amperes that the plug's resistor codes; 0 while unplugged.</summary>
        public int CableCode { get; private set; }

        /// <summary>Neither it nor the pilot, by a glitch, has spent time in B since it was plugged in: a simplified vehicle (IEC 61851-1:2017, A.3).</summary>
        public bool Simplified { get; private set; }

        /// <summary>Whoever watches the pilot must have seen that nobody was there: A for half a second, none of it in a stall, in F, or in the first seconds of a start.</summary>
        private bool WasSeenAway
        {
            get
            {
                return _inAFrom != Never && _machine.NowNanos - _watchedFrom >= LookNanos && _machine.NowNanos - Math.Max(_inAFrom, _stalledUntil) >= AwayNanos;
            }
        }

        /// <summary>The current flows in the positive half of each cycle only.</summary>
        public bool HalfWave { get; private set; }

        /// <summary>RMS amperes of each phase, as they flow, with their direct part where there is one.</summary>
        public IReadOnlyList<double> Amps
        {
            get { return _amps; }
        }

        /// <summary>RMS amperes of one phase; the sampled path asks here.</summary>
        public double AmpsOf(int phase)
        {
            return _amps[phase];
        }

        /// <summary>Plugs the vehicle in: state B, and it will draw what is offered.</summary>
        /// <param name="cableAmps">What the cable's plug codes; 0: a 32 A code that limits nothing.</param>
        public void Plug(int cableAmps)
        {
            Plugged = true;
            Simplified = WasSeenAway;
            _inBFrom = Never;
            CableCode = cableAmps == 0 ? 32 : cableAmps;
            _cableAmps = cableAmps == 0 ? double.PositiveInfinity : cableAmps;
            Array.Fill(_draw, double.PositiveInfinity);
            _obeys = true;
            HalfWave = false;
            Show('B');
        }

        public void Unplug()
        {
            Plugged = false;
            Simplified = false;
            CableCode = 0;
            Show('A');
        }

        /// <summary>Whoever watches the pilot starts anew: it cannot know what was before, and nobody who comes while it starts has come from A for it.</summary>
        public void ForgetSimplified()
        {
            Simplified = false;
            _watchedFrom = _machine.NowNanos;
        }

        /// <summary>Shows a state; without a plugged vehicle there is nobody to show it.</summary>
        public void Show(char state)
        {
            State = Plugged ? state : 'A';
            _pilot.Show(State);
            Follow(own: true);
        }

        /// <summary>What it draws: amperes of each phase.</summary>
        /// <param name="first">Of the first phase; infinite for all that is offered.</param>
        /// <param name="second">Of the second one.</param>
        /// <param name="third">Of the third one.</param>
        /// <param name="obeys">False: whatever the pilot says.</param>
        public void Draw(double first, double second, double third, bool obeys)
        {
            _obeys = obeys;
            _draw[0] = first;
            _draw[1] = second;
            _draw[2] = third;
            Follow(own: true);
        }

        /// <summary>Whether it draws through a diode: the positive half of each cycle alone.</summary>
        public void Rectify(bool halfWave)
        {
            bool changed = HalfWave != halfWave;
            HalfWave = halfWave;
            if (changed)
            {
                Changed?.Invoke();
            }
        }

        /// <summary>Mains at its inlet, or none: without it the current is gone at once.</summary>
        public void SetLive(bool live)
        {
            if (_live != live)
            {
                _live = live;
                Follow(own: false);
            }
        }

        private void OnPilotChanged()
        {
            _inAFrom = _pilot.State != 'A' ? Never : _inAFrom == Never ? _machine.NowNanos : _inAFrom;
            bool inB = _pilot.State == 'B' || State == 'B';
            // In F the station sees nobody come, ask or go.
            Simplified &= _pilot.State != 'F';
            Simplified &= _inBFrom == Never || _machine.NowNanos == _inBFrom;
            _inBFrom = !inB ? Never : _inBFrom == Never ? _machine.NowNanos : _inBFrom;
            Follow(own: false);
        }

        private void Follow(bool own)
        {
            bool connected = _live && (State is 'C' or 'D');
            double offer = connected ? Math.Min(_pilot.OfferAmps, _cableAmps) : 0;
            bool news = false;
            double sum = 0;
            for (int phase = 0; phase < Phases; phase++)
            {
                double target = !connected ? 0 : _obeys ? Math.Min(offer, _draw[phase]) : _draw[phase];
                news |= target != _target[phase];
                _target[phase] = target;
                sum += target;
            }

            if (!connected)
            {
                Jump();
            }
            else if (news)
            {
                Begin(own, sum == 0);
            }
        }

        private void Begin(bool own, bool stop)
        {
            Cancel();
            Array.Copy(_amps, _from, _amps.Length);
            _step = 0;
            _steps = stop ? StopSteps : RampSteps;
            long reaction = stop ? _chance.Between(StopFromNanos, StopToNanos) : _chance.Between(FollowFromNanos, FollowToNanos);
            _next = _machine.Schedule(_machine.NowNanos + (own ? 0 : reaction), Step);
        }

        private void Step()
        {
            _step++;
            for (int phase = 0; phase < Phases; phase++)
            {
                _amps[phase] = _from[phase] + ((_target[phase] - _from[phase]) * _step / _steps);
            }

            _next = _step < _steps ? _machine.Schedule(_machine.NowNanos + StepNanos, Step) : null;
            Changed?.Invoke();
        }

        private void Jump()
        {
            Cancel();
            Array.Clear(_target);
            if (_amps[0] != 0 || _amps[1] != 0 || _amps[2] != 0)
            {
                Array.Clear(_amps);
                Changed?.Invoke();
            }
        }

        private void Cancel()
        {
            if (_next is not null)
            {
                _machine.Cancel(_next);
                _next = null;
            }
        }
    }
}
