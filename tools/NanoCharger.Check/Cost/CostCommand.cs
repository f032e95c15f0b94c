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
        /// <returns>0: all within the budgets, or none to compare with. 1: a budget is exceeded or the workloads do not build. 2: called wrongly.</returns>
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
            catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
            {
                Console.Error.WriteLine($"{e.Message}\nusage: {CostOptions.Usage}");
                return 2;
            }
        }

        private static int Run(CostGauge gauge, CostOptions options, Budgets? budgets)
        {
            if (options.Only != null && !gauge.Names.Contains(options.Only))
            {
                throw new ArgumentException($"there is no workload {options.Only}; there are {string.Join(", ", gauge.Names)}");
            }
            List<Measurement> measurements = gauge.Names.Where(name => options.Only == null || name == options.Only).Select(gauge.Measure).ToList();
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
