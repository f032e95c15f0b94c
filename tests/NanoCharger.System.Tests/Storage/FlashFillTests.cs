using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bench;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using NanoCharger.Text;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>Everything that the flash has to hold, each at its fullest, and then a transaction that still has to end.</summary>
    public sealed class FlashFillTests
    {
        private const int LeastFree = 8;
        private const string FourTimes = "00:00,06:00,12:00,18:00";

        private static readonly (string Name, int Bytes)[] Sized =
        [
            ("con_CN1_0.sys", 200), ("con_CN1_1.sys", 200), ("con_WN1_0.sys", 200), ("con_AP1_0.sys", 200),
            ("link.a", Flash.BlockBytes), ("link.b", Flash.BlockBytes), ("link.new", 133),
            ("profiles.a", Flash.BlockBytes), ("profiles.b", Flash.BlockBytes),
        ];

        private readonly ITestOutputHelper _output;
        private readonly Flash _flash = BareUnit.WithKey();
        private readonly FlashStorage _storage;
        private readonly AwayBackend _backend = new();
        private readonly SteppedClock _clock = new();
        private readonly SettingsStore _settings = new();
        private readonly AsideFile _aside;

        public FlashFillTests(ITestOutputHelper output)
        {
            _output = output;
            _storage = new FlashStorage(_flash);
            _aside = new AsideFile(_storage);
        }

        [Fact]
        public void The_table_leaves_eight_blocks_free()
        {
            Assert.Equal(17, FlashTable.Rows.Count);
            Assert.InRange(FlashTable.Free, LeastFree, Flash.Blocks);
        }

        [Fact]
        public void A_flash_that_is_as_full_as_the_table_says_still_takes_an_end_a_refused_record_and_a_setting()
        {
            FillPlanned();
            FillSlots();
            BareUnit unit = FillLog();
            FillAside(unit, AsideFile.MaxEntries - 1);
            int before = _flash.UsedBlocks;
            AssertTable();

            unit.GoOn(1);
            unit.End();
            Assert.Null(_settings.Change(_storage, "maxAmps", "16"));
            FillAside(unit, AsideFile.MaxEntries);
            Assert.True(_aside.TryKeep(Record(unit, 1), Reason('b')));
            AssertTable();

            int worst = Flash.Blocks - _flash.MostUsedBlocks;
            _output.WriteLine($"{before} blocks in use, {_flash.MostUsedBlocks} at the worst moment: {worst} free; by the table, whose directory is the larger one, {FlashTable.Free} and {FlashTable.Free - FlashTable.MostBeside}");
            Assert.InRange(worst, LeastFree, Flash.Blocks);
            Assert.Equal(before + FlashTable.MostBeside, _flash.MostUsedBlocks);

            _clock.Restart();
            unit = new BareUnit(_flash, _backend, _clock, 0);
            _backend.ComeBack();
            unit.Deliver();
            Assert.Equal("Ended", _backend.Told[^1].Type);
            Assert.Equal(unit.Log.LastSequence, _backend.Told[^1].Sequence);
        }

        private void FillPlanned()
        {
            foreach ((string name, int bytes) in Sized)
            {
                _flash.Replace(name, new byte[bytes]);
            }
        }

        // Every text and number at its longest, all points of three phases, all cards, all pieces of the state.
        private void FillSlots()
        {
            for (int i = 0; i < SettingsTable.Count; i++)
            {
                SettingRow row = SettingsTable.Row((SettingId)i);
                string longest = row.Name == "sign.at" ? FourTimes : row.IsText ? new string('a', row.Max) : row.Max.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
                Assert.Null(_settings.Set(row.Name, row.Choices == null ? longest : row.Choices[^1]));
            }

            _settings.Save(_storage);
            Calibration calibration = new(3);
            for (int channel = 0; channel < 6; channel++)
            {
                for (int point = 1; point <= ChannelCalibration.MostPoints; point++)
                {
                    (channel < 3 ? calibration.Voltage(channel) : calibration.Current(channel - 3)).Put(100_000 * point, ChannelCalibration.NominalGain);
                }
            }

            new CalibrationStore().Save(_storage, calibration, new string('a', CalibrationStore.MaxChange), 0, ClockQuality.Unknown);
            LocalList cards = new(_storage);
            for (int card = 0; card < LocalList.MaxTokens; card++)
            {
                Assert.Null(cards.Add(card.ToString("D36", global::System.Globalization.CultureInfo.InvariantCulture)));
            }

            FaultCounters faults = new();
            Assert.Null(faults.Save(_storage, 0));
            Assert.Null(faults.Save(_storage, 0));
            DurableState state = new(_storage, [.. FullPiece.All]);
            state.Load();
            FullPiece.All[0].Mark++;
            state.Step(false, 0);
            state.Step(false, 0);
        }

        // Events, then bills until no more than one other transaction would have room beside the running one, with a segment of older ones that are answered for.
        private BareUnit FillLog()
        {
            BareUnit unit = new(_flash, _backend, _clock, 0);
            for (int i = 0; i < 195; i++)
            {
                unit.Log.Events.RecordSecurity(0, "as many as there are", 0, 0, ClockQuality.Unknown);
                unit.Log.Events.RecordFault(1, "as many as there are", 0, 0, ClockQuality.Unknown);
            }

            unit.Charge(1);
            _backend.ComeBack();
            while (unit.Log.LastSequence < 30)
            {
                unit.Charge(1);
            }

            unit.Deliver();
            _backend.GoAway();
            unit.Idle(1);
            unit.Begin();
            while (unit.Log.Room.Transactions > 1)
            {
                unit.End();
                unit.Begin();
            }

            return unit;
        }

        private void FillAside(BareUnit unit, int entries)
        {
            _aside.Load();
            for (int number = 1; number <= entries; number++)
            {
                Assert.True(_aside.TryKeep(Record(unit, number), Reason('a')));
            }

            Assert.Equal(entries, _aside.Count);
        }

        // Any of the log: all are of one length.
        private static LogRecord Record(BareUnit unit, int number)
        {
            LogRecord record = new();
            Assert.True(unit.Log.TryReadNext(unit.Log.Room.FirstSequence + number, record));
            return record;
        }

        private static AsciiWriter Reason(char letter)
        {
            AsciiWriter reason = new(AsideFile.MaxReasonLength);
            reason.Put(new string(letter, AsideFile.MaxReasonLength));
            return reason;
        }

        private void AssertTable()
        {
            Assert.Equal(FlashTable.Rows.Where(row => row.Name != FlashTable.Directory).Select(row => (row.Name, row.Blocks)), FlashTable.Rows.Where(row => row.Name != FlashTable.Directory).Select(row => (row.Name, BlocksOf(row.Name))));
            Assert.All(_flash.Names, name => Assert.Contains(FlashTable.Rows, row => name.StartsWith(row.Name, StringComparison.Ordinal)));
            int files = FlashTable.Rows.Where(row => row.Name != FlashTable.Directory).Sum(row => row.Blocks);
            Assert.InRange(_flash.UsedBlocks - files, 1, FlashTable.Rows.Single(row => row.Name == FlashTable.Directory).Blocks);
        }

        private int BlocksOf(string prefix)
        {
            IEnumerable<int> lengths = _flash.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => _flash.Read(name)!.Length);
            return lengths.Where(length => length > Flash.InlineBytes).Sum(length => (length + Flash.BlockBytes - 1) / Flash.BlockBytes);
        }
    }
}
