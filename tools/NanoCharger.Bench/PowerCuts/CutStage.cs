using System;
using System.Collections.Generic;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>Where a script is played, once: keeps each change of the flash, and what the unit remembers before and behind each step.</summary>
internal sealed class CutStage
{
    private readonly ulong _seed;
    private readonly List<StorageOperation> _operations = [];
    private readonly List<Picture> _pictures = [];
    private readonly List<RestPoint> _rests = [];
    private readonly List<string> _names = [];
    private int _taken;

    /// <summary>A stage with a unit from the factory, started once.</summary>
    /// <param name="seed">Of the unit's noise and of what the script leaves to chance.</param>
    /// <param name="settings">Settings by name and value in turn.</param>
    internal CutStage(ulong seed, params string[] settings)
    {
        _seed = seed;
        Chance = new Chance(seed);
        Unit = new CutUnit(Factory(settings), seed);
        Picture found = Unit.Start(new Picture(), new Picture());
        Unit.Settle();
        Unit.Availability.Request(false, false);
        Unit.Turn();
        Unit.Availability.Request(true, false);
        Unit.Settle();
        _pictures.Add(Unit.Look(found));
        _taken = Unit.Board.Flash.Operations.Count;
    }

    /// <summary>The unit.</summary>
    internal CutUnit Unit { get; private set; }

    /// <summary>What the script leaves to chance.</summary>
    internal Chance Chance { get; }

    /// <summary>Does something, and lets the turn end.</summary>
    /// <param name="name">What it is, in one word or two.</param>
    /// <param name="act">Changes each <see cref="Piece"/> once at most.</param>
    internal void Step(string name, Action<CutUnit> act)
    {
        Unit.Board.Flash.Step = _names.Count;
        act(Unit);
        Unit.Turn();
        Note(name);
    }

    /// <summary>Lets second copies that are due be written; the flash as it is then will have its bits bent.</summary>
    internal void Rest()
    {
        Unit.Board.Flash.Step = _names.Count;
        Unit.Settle();
        Note("rest");
        _rests.Add(new RestPoint(Unit.Board.Flash.Image, _names.Count));
    }

    /// <summary>The power goes and comes back.</summary>
    internal void Restart()
    {
        Take();
        Picture before = _pictures[^1];
        Unit = new CutUnit(Unit.Board.Flash.Image, _seed + (ulong)_names.Count);
        Unit.Board.Flash.Step = _names.Count;
        _taken = 0;
        Unit.Start(before, before);
        Unit.Turn();
        Note("restart");
    }

    /// <summary>Plays what is no part of the trial: the power is not cut there.</summary>
    internal void Skip(Action play)
    {
        int operations = _operations.Count;
        play();
        Unit.Settle();
        Note("skipped");
        _operations.RemoveRange(operations, _operations.Count - operations);
    }

    /// <summary>Ends the script.</summary>
    internal PlayedScript End(string name)
    {
        Rest();
        return new PlayedScript(name, _seed, _names, _operations, _pictures, _rests);
    }

    private static StorageImage Factory(string[] settings)
    {
        var unit = new CutUnit(StorageImage.Empty, 0);
        for (int i = 0; i < settings.Length; i += 2)
        {
            if (unit.Settings.Set(settings[i], settings[i + 1]) is string wrong)
            {
                throw new ArgumentException(wrong);
            }
        }

        unit.Settings.Save(unit.Board.Storage);
        unit.MeterCalibration.Voltage(0).Put(710_000, 1_003_000);
        unit.MeterCalibration.Current(0).Put(320_000, 996_000);
        unit.CalibrationStore.Save(unit.Board.Storage, unit.MeterCalibration);
        return unit.Board.Flash.Image;
    }

    private void Note(string name)
    {
        _names.Add(name);
        _pictures.Add(Unit.Look(_pictures[^1]));
        Take();
    }

    private void Take()
    {
        IReadOnlyList<StorageOperation> all = Unit.Board.Flash.Operations;
        for (; _taken < all.Count; _taken++)
        {
            _operations.Add(all[_taken]);
        }
    }
}
