using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.Check.Cost
{
    /// <summary>Makes counting copies of the assemblies of a folder; the files stay as they are.</summary>
    internal sealed class Rewriter
    {
        private readonly string _folder;
        private readonly InstructionCost _cost;

        /// <summary>For the assemblies of one folder.</summary>
        public Rewriter(string folder, CostTable table)
        {
            _folder = folder;
            _cost = new InstructionCost(table);
        }

        /// <summary>All blocks of all rewritten methods, by the number that the counter is given.</summary>
        public List<CodeBlock> Blocks { get; } = new();

        /// <summary>The counting copy of an assembly, or null when nothing in it is counted.</summary>
        /// <exception cref="InvalidOperationException">It was not optimised: its counts would be others.</exception>
        public byte[]? Rewrite(string path)
        {
            using DefaultAssemblyResolver resolver = new();
            resolver.AddSearchDirectory(_folder);
            resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
            using ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = resolver });
            if (!FirmwareTypes.Concerns(module))
            {
                return null;
            }
            if (!Optimised(module))
            {
                throw new InvalidOperationException($"{path} is a debug build; the gauge counts release builds only.");
            }
            MethodRewriter rewriter = new(module, _cost, Blocks);
            foreach (MethodDefinition method in module.GetTypes().Where(FirmwareTypes.Counted).SelectMany(type => type.Methods).Where(m => m.HasBody))
            {
                rewriter.Rewrite(method);
            }
            using MemoryStream copy = new();
            module.Write(copy);
            return copy.ToArray();
        }

        private static bool Optimised(ModuleDefinition module)
        {
            CustomAttribute? debuggable = module.Assembly.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == nameof(DebuggableAttribute));
            return debuggable == null || debuggable.ConstructorArguments.Count != 1
                || ((int)debuggable.ConstructorArguments[0].Value & (int)DebuggableAttribute.DebuggingModes.DisableOptimizations) == 0;
        }
    }
}
