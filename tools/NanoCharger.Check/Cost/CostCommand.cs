using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace NanoCharger.Check.Cost
{
    /// <summary>The command "cost": what named pieces of the firmware's work cost, counted.</summary>
    internal static class CostCommand
    {
        /// <summary>Runs it.</summary>
        /// <returns>0: within the budgets, or there are none. 1: above one, or the workloads do not build or run. 2: called wrongly.</returns>
        public static int Run(IReadOnlyList<string> args)
        {
            try
            {
                CostOptions options = CostOptions.Parse(args);
                WorkloadFolder folder = WorkloadFolder.Find();
                string? file = options.Budgets ?? (options.Bare && File.Exists(folder.Budgets) ? folder.Budgets : null);
                Budgets? budgets = file == null ? null : Budgets.Read(file);
                if (!folder.BringUpToDate(Console.Error))
                {
                    return 1;
                }
                return Run(new CostGauge(folder.Assembly), options, budgets);
            }
            catch (InvalidOperationException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
            catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
            {
                Console.Error.WriteLine($"{e.Message}\nusage: {CostOptions.Usage}");
                return 2;
            }
        }

        private static int Run(CostGauge gauge, CostOptions options, Budgets? budgets)
        {
            IReadOnlyList<string> names = options.Only == null ? gauge.Names : [options.Only];
            List<Measurement> measurements = names.Select(gauge.Measure).ToList();
            if (options.Json)
            {
                CostReport.Json(Console.Out, measurements);
            }
            else
            {
                CostReport.Table(Console.Out, measurements);
            }
            foreach (Measurement measurement in options.Methods ? measurements : [])
            {
                CostReport.Methods(options.Json ? Console.Error : Console.Out, measurement, gauge.Table);
            }
            IReadOnlyList<string> exceeded = budgets?.Check(gauge.Measure, options.Only) ?? [];
            foreach (string line in exceeded)
            {
                Console.Error.WriteLine($"over budget: {line}");
            }
            return exceeded.Count == 0 ? 0 : 1;
        }
    }
}
