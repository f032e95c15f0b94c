using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NanoCharger.Bench.Accuracy;

/// <summary>The table of accuracy as a document.</summary>
public static class AccuracyTable
{
    /// <summary>All rows, in the order of the table.</summary>
    public static IReadOnlyList<AccuracyRow> Rows => AccuracyRows.All;

    /// <summary>The document.</summary>
    public static string Render(IReadOnlyList<AccuracyFigure> figures, IReadOnlyList<ChargeFigure> charges)
    {
        var text = new StringBuilder();
        text.Append(Head);
        foreach (AccuracyFigure figure in figures)
        {
            text.Append(figure.Line).Append('\n');
        }

        text.Append(ChargesHead);
        text.Append(Sum(charges)).Append("\n\n");
        text.Append("| seed | phases | delivered, Wh | billed, Wh | error, % |\n|---|---|---|---|---|\n");
        foreach (ChargeFigure charge in charges)
        {
            text.Append(charge.Line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Mean and worst error of charges, in words.</summary>
    public static string Sum(IReadOnlyList<ChargeFigure> charges)
    {
        ChargeFigure worst = charges.MaxBy(charge => double.IsNaN(charge.Percent) ? double.PositiveInfinity : Math.Abs(charge.Percent))!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{charges.Count} charges: mean error {charges.Average(charge => charge.Percent):+0.000;-0.000;0.000} %, worst {worst.Percent:+0.000;-0.000;0.000} % (seed {worst.Seed}), limit {ChargeFigure.Limit:0.0##} %.");
    }

    private static string Head => $"""
        # Accuracy

        Errors of the energy measurement with the firmware's own meter and calibration, on simulated units.
        **This is proof for the model of the unit below, not class approval**: that takes real units in an accredited laboratory.
        Written by `dotnet run -c Release --project tools/NanoCharger.Bench -- accuracy --write firmware/ACCURACY.md`, in some minutes; `tools/test.sh` measures
        ten of its rows and two charges again (`accuracy --quick --check firmware/ACCURACY.md`) and fails when their lines are not these. `--only TEXT` measures some rows,
        `--units N` and `--seed S` other units: `--only "80 A" --units 1 --seed 7` is one unit again.

        ## The unit

        Each unit is drawn from its seed (`hal/NanoCharger.Bay/UnitErrors.cs`, `hal/NanoCharger.Emulation/AdcCharacter.cs`):

        - converter of 12 bits: gain ±9 %, bend of up to ±4 counts in two waves over its usable range, noise of 3 counts RMS a conversion, gain drifting by 20 ppm/K from 25 °C;
        - dividers and transformers: gain ±1 % each, bias rail ±0.5 %; transformers lead by 0.1..0.8 degrees, the same angle at any frequency, current and order;
        - conversions of 58..62 µs one after the other, so that channels are sampled at other instants, in rounds of 180 µs (540 µs with three phases).

        Not in the model: temperature, saturation and frequency response of transformers and dividers, ageing, self-heating, fields, a converter whose bend changes with temperature or differs
        between channels; real ESP32 bend by up to ±12 counts.

        ## The calibration

        The firmware's own procedure (`calibrate` at the console) at 23 °C and 50 Hz, with the true values as the reference instrument's: zero; voltage at {List(CalibrationBench.Volts)} V;
        current at {List(CalibrationBench.Amps)} A; phase at {List([CalibrationBench.PhaseAmps])} A with power factor 1. Each phase by itself.

        ## Points

        Sample blocks from the real sampling driver straight into the meter, no station. One influence at a time varies from the reference conditions: 230 V, 50 Hz, sinusoidal, chip at 23 °C.
        THD is that of odd harmonics up to the 15th, whose power counts. Error: mean power against the computed true power; worst and mean over the units, standard deviation between them. Each point is
        measured for as long as the noise of its conversions asks for (virtual time), so that the standard error of its own mean is 0.1 % at most; the largest of all units is shown, found from
        the means of 100 stretches. Limits are our own: 0.5 % at PF 1, 0.8 % at 0.5 inductive and 0.8 capacitive, from Itr up; 1.0 % below. Class B asks for 1.0 % and 1.5 %.
        The rows in mWh are what the energy register moved by, contactor closed, at the starting threshold of an untouched unit.

        | what | limit | worst | mean | between units | standard error | time | units | worst unit |
        |---|---|---|---|---|---|---|---|---|

        """.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string ChargesHead => """

        ## Charges

        Random charges of 20 minutes through the whole firmware in the bay, each on a calibrated unit of its own: currents of one and three phases that ramp, pause and taper, mains that wander
        within 210..248 V and 49.7..50.3 Hz with up to 5 % THD. What is billed, against what the bay's mains delivered through the contacts.

        """.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string List(IEnumerable<double> values)
    {
        return string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
    }
}
