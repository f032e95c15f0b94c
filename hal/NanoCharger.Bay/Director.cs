using System;
using NanoCharger.Bay.Network;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Does to the bay what the scenario's timeline says: one line for each action.</summary>
    internal sealed class Director
    {
        private const long NanosPerMilli = 1_000_000;
        private const long MicrosPerSecond = 1_000_000;

        private readonly Machine _machine;
        private readonly Plant _plant;
        private readonly BayNetwork _network;
        private readonly ConsoleTap _console;
        private readonly CardReader _reader;
        private readonly BayOptions _options;
        private readonly Action<bool> _power;
        private readonly Action<TimedAction> _command;

        public Director(
            Machine machine,
            Plant plant,
            BayNetwork network,
            ConsoleTap console,
            CardReader reader,
            BayOptions options,
            Action<bool> power,
            Action<TimedAction> command)
        {
            _machine = machine;
            _plant = plant;
            _network = network;
            _console = console;
            _reader = reader;
            _options = options;
            _power = power;
            _command = command;
        }

        public void Play(TimedAction action)
        {
            switch (action.Kind)
            {
                case ActionKind.Plug:
                    _plant.Vehicle.Plug(action.Numbers.Count == 0 ? 0 : (int)action.Numbers[0]);
                    break;
                case ActionKind.Unplug:
                    _plant.Vehicle.Unplug();
                    break;
                case ActionKind.Vehicle:
                    _plant.Vehicle.Show(action.Text[0]);
                    break;
                case ActionKind.Draw:
                    Draw(action);
                    break;
                case ActionKind.Command:
                    _command(action);
                    break;
                case ActionKind.Console:
                    _console.Type(action.Text);
                    break;
                case ActionKind.Token:
                    _reader.Show(action.Text);
                    break;
                default:
                    PlayFault(action);
                    break;
            }
        }

        private void PlayFault(TimedAction action)
        {
            switch (action.Kind)
            {
                case ActionKind.Diode:
                    _plant.Pilot.SetDiodeMissing(action.Text == "missing");
                    break;
                case ActionKind.PilotShortOhms:
                    _plant.Pilot.SetShort(action.Numbers.Count == 0 ? double.PositiveInfinity : action.Numbers[0]);
                    break;
                case ActionKind.PilotGlitch:
                    _plant.Pilot.Glitch(action.Text[0], (long)(action.Numbers[0] * NanosPerMilli));
                    break;
                case ActionKind.Residual:
                    _plant.Monitor.Leak(action.Text == "dc", action.Numbers[0]);
                    break;
                case ActionKind.ResidualTest:
                    _plant.Monitor.SetHealth(action.Text == "silent", action.Text == "stuck");
                    break;
                case ActionKind.Contactor:
                    _plant.Contactor.SetHealth(action.Text == "welded", action.Text == "stuckOpen");
                    break;
                case ActionKind.Interlock:
                    _plant.Chain.SetInterlockFailed(action.Text == "failed");
                    break;
                case ActionKind.Earth:
                    _plant.EarthConnected = action.Text == "ok";
                    break;
                case ActionKind.Input when action.Numbers[0] == 0:
                    _plant.Reporting.Remove(action.Text);
                    break;
                case ActionKind.Input:
                    _plant.Reporting.Add(action.Text);
                    break;
                case ActionKind.Celsius:
                    _plant.Celsius = action.Numbers[0];
                    break;
                case ActionKind.Mains:
                    _plant.Mains.Set(action.Numbers[0], action.Numbers[1]);
                    break;
                default:
                    PlayWorld(action);
                    break;
            }
        }

        private void PlayWorld(TimedAction action)
        {
            bool up = action.Text == "up";
            switch (action.Kind)
            {
                case ActionKind.Wifi:
                    _network.SetWifi(up);
                    break;
                case ActionKind.Broker:
                    _network.SetBroker(up ? BrokerState.Up : action.Text == "silent" ? BrokerState.Silent : BrokerState.Down);
                    break;
                case ActionKind.Handshake:
                    _network.HandshakeSeconds = action.Numbers.Count == 0 ? null : action.Numbers[0];
                    break;
                case ActionKind.Backend:
                    SetBackend(BackendNamed(action.Text));
                    break;
                case ActionKind.Power:
                    _power(action.Text == "restore");
                    break;
                case ActionKind.Clock when action.Text == "jump":
                    _machine.JumpClock((long)action.Numbers[0]);
                    break;
                case ActionKind.Clock when action.Text == "off":
                    _network.TimeServerOffMicros = (long)action.Numbers[0] * MicrosPerSecond;
                    break;
                case ActionKind.BackendClock:
                    _options.BackendClock?.Invoke((long)action.Numbers[0]);
                    break;
                case ActionKind.Clock when action.Text != "synchronise":
                    _network.TimeServerOpen = action.Text == "open";
                    break;
                case ActionKind.Clock:
                    _machine.SynchroniseClock();
                    break;
                case ActionKind.StallMs:
                    _machine.InjectStall((long)(action.Numbers[0] * NanosPerMilli));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(action), action.Kind, "An action that nobody plays");
            }
        }

        private void Draw(TimedAction action)
        {
            bool offered = action.Numbers.Count == 0;
            double first = offered ? double.PositiveInfinity : action.Numbers[0];
            bool each = action.Numbers.Count == 3;
            _plant.Vehicle.Rectify(action.Text == TimedAction.HalfWave);
            _plant.Vehicle.Draw(first, each ? action.Numbers[1] : first, each ? action.Numbers[2] : first, offered || action.Text == TimedAction.UpTo);
        }

        private static BackendState BackendNamed(string word)
        {
            return word switch
            {
                "up" => BackendState.Up,
                "failing" => BackendState.Failing,
                "pending" => BackendState.Pending,
                "rejected" => BackendState.Rejected,
                "emptied" => BackendState.Emptied,
                _ => BackendState.Down,
            };
        }

        /// <summary>Virtual time stands still meanwhile: nobody may wait for an answer of a backend that is going down.</summary>
        private void SetBackend(BackendState state)
        {
            bool up = state != BackendState.Down;
            _network.BackendUp &= up;
            _options.BackendPower?.Invoke(state);
            _network.BackendUp = up;
        }
    }
}
