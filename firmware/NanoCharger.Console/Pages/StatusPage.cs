using NanoCharger.Core.Charging;
using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>What the charger does now.</summary>
    internal sealed class StatusPage : IPage
    {
        private const int ValueColumn = 10;
        private const int FixedLines = 10;
        private const int MostListed = 70;

        private readonly ChargerStatus _status;
        private readonly RecordLog _log;
        private readonly Delivery _delivery;
        private readonly PendingSettings _pending;
        private int _setting;

        internal StatusPage(ChargerStatus status, RecordLog log, Delivery delivery, PendingSettings pending)
        {
            _pending = pending;
            _status = status;
            _log = log;
            _delivery = delivery;
        }

        /// <summary>From the first line on.</summary>
        internal void Start()
        {
            _setting = 0;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    Vehicle(line);
                    return true;
                case 1:
                    Outlet(line);
                    return true;
                case 2:
                    Label(line, "why");
                    line.Put(NoCurrentText.Of(_status));
                    return true;
                case 3:
                    Mains(line);
                    return true;
                case 4:
                    Energy(line);
                    return true;
                case 5:
                    Link(line);
                    return true;
                case 6:
                    Room(line);
                    return true;
                case 7:
                    Health(line);
                    return true;
                case 8:
                    Clock(line);
                    return true;
                case 9:
                    Unit(line);
                    return true;
                default:
                    return TryWriteMissing(index - FixedLines, line) || TryWritePending(line);
            }
        }

        // A line for each setting of which another value works from the next boot on.
        private bool TryWritePending(AsciiWriter line)
        {
            while (_setting < SettingsTable.Count)
            {
                SettingRow row = SettingsTable.Row((SettingId)_setting++);
                if (_pending.IsPending(row.Id))
                {
                    Label(line, "pending");
                    line.Put(row.Name);
                    line.Put(' ');
                    _pending.Put(line, row);
                    return true;
                }
            }

            return false;
        }

        private void Vehicle(AsciiWriter line)
        {
            Label(line, "vehicle");
            line.Put(NameOf(_status.VehicleState));
            line.Put(", pilot ");
            line.Fixed(_status.HighMillivolts, 3);
            line.Put(" V / ");
            line.Fixed(_status.LowMillivolts, 3);
            line.Put(" V");
        }

        private void Outlet(AsciiWriter line)
        {
            Label(line, "outlet");
            line.Put(_status.ContactorClosed ? "contactor closed, " : "contactor open, ");
            if (_status.OfferMilliamps == 0)
            {
                line.Put("no offer");
                return;
            }

            line.Put("offer ");
            line.Fixed(_status.OfferMilliamps, 3);
            line.Put(" A");
        }

        private void Mains(AsciiWriter line)
        {
            Label(line, "mains");
            for (int phase = 0; phase < _status.Volts.Length; phase++)
            {
                line.Fixed(_status.Volts[phase] / 100, 1);
                line.Put(" V ");
                line.Fixed(_status.Amps[phase] / 10, 2);
                line.Put(" A, ");
            }

            line.Number(_status.Watts);
            line.Put(" W");
        }

        private void Energy(AsciiWriter line)
        {
            Label(line, "energy");
            line.Fixed(_status.RegisterMilliwattHours, 3);
            line.Put(" Wh, ");
            if (_status.TransactionNumber == 0)
            {
                line.Put("no transaction");
                return;
            }

            line.Put("transaction ");
            line.Number(_status.TransactionNumber);
        }

        private void Link(AsciiWriter line)
        {
            Label(line, "link");
            line.Put(NameOf(_status.LinkState));
            line.Put(", ");
            line.Number(_log.Owed);
            line.Put(" records owed");
            if (_delivery.Aside.Count > 0)
            {
                line.Put(", ");
                line.Number(_delivery.Aside.Count);
                line.Put(" set aside");
            }

            line.Put(_log.HasRoom ? "" : ", log full");
        }

        private void Room(AsciiWriter line)
        {
            Label(line, "log");
            line.Put("room for ");
            line.Number(_log.Room.Transactions);
            line.Put(" transactions");
            line.Put(_log.HasRoomForPeriodic ? "" : ", nearly full");
            line.Put(_log.Lost ? ", register lost" : "");
        }

        private void Health(AsciiWriter line)
        {
            Label(line, "health");
            line.Put(_status.FaultCode == 0 ? "no fault" : _status.FaultName);
            if (_status.CentiCelsius != int.MinValue)
            {
                line.Put(", ");
                line.Fixed(_status.CentiCelsius / 10, 1);
                line.Put(" C");
            }

            if (_log.Damaged > 0)
            {
                line.Put(", damaged records: ");
                line.Number(_log.Damaged);
            }
        }

        private void Clock(AsciiWriter line)
        {
            Label(line, "clock");
            if (_status.ClockQuality != ClockQuality.Unknown)
            {
                UtcDate.Write(line, _status.UtcMillis);
                line.Put(' ');
            }

            line.Put(NameOf(_status.ClockQuality));
            line.Put(", boot ");
            line.Number(_status.Boot);
        }

        private void Unit(AsciiWriter line)
        {
            Label(line, "unit");
            line.Put(_status.Missing.Length == 0 ? "commissioned" : "not commissioned");
            line.Put(_status.CalibrationRun ? ", calibration run" : "");
            line.Put(_status.PatternShown ? ", the lamp blinks the pattern of a page" : "");
            line.Put(_status.Missing.Length == 0 ? "" : ": nothing is sold before these");
        }

        // A list as long as a unit can miss takes two lines.
        private bool TryWriteMissing(int part, AsciiWriter line)
        {
            string rest = _status.Missing;
            for (; part > 0 && rest.Length > 0; part--)
            {
                rest = rest.Substring(LengthOfLine(rest)).TrimStart();
            }

            if (rest.Length == 0)
            {
                return false;
            }

            Label(line, "");
            line.Put(rest.Substring(0, LengthOfLine(rest)));
            return true;
        }

        private static int LengthOfLine(string list)
        {
            int length = list.Length;
            while (length > MostListed)
            {
                length = list.LastIndexOf(',', length - 2) + 1;
            }

            return length;
        }

        private static void Label(AsciiWriter line, string label)
        {
            line.Put(label);
            line.PadTo(ValueColumn);
        }

        private static string NameOf(VehicleState state)
        {
            switch (state)
            {
                case VehicleState.Disconnected:
                    return "none (A)";
                case VehicleState.Connected:
                    return "connected (B)";
                case VehicleState.ReadyToCharge:
                    return "wants energy (C)";
                case VehicleState.ReadyVentilated:
                    return "wants energy and ventilation (D)";
                case VehicleState.Shorted:
                    return "pilot shorted (E)";
                case VehicleState.Unavailable:
                    return "pilot held negative (F)";
                default:
                    return "not readable";
            }
        }

        private static string NameOf(LinkState state)
        {
            switch (state)
            {
                case LinkState.Online:
                    return "online";
                case LinkState.Joined:
                    return "Wi-Fi joined, no broker";
                default:
                    return "offline";
            }
        }

        private static string NameOf(ClockQuality quality)
        {
            switch (quality)
            {
                case ClockQuality.Synchronised:
                    return "synchronised";
                case ClockQuality.Informative:
                    return "set, not confirmed of late";
                default:
                    return "unknown";
            }
        }
    }
}
