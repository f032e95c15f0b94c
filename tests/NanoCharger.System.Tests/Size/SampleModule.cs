using System;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoCharger.System.Tests.Size
{
    /// <summary>A small assembly made by hand, instruction by instruction.</summary>
    internal sealed class SampleModule : IDisposable
    {
        /// <summary>An assembly with one type and nothing in it.</summary>
        public SampleModule(string name = "Sample")
        {
            Module = ModuleDefinition.CreateModule(name, ModuleKind.Dll);
            Type = AddType("Sample", "Type");
        }

        /// <summary>The module.</summary>
        public ModuleDefinition Module { get; }

        /// <summary>The type that it begins with.</summary>
        public TypeDefinition Type { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            Module.Dispose();
        }

        /// <summary>One more type.</summary>
        public TypeDefinition AddType(string @namespace, string name)
        {
            TypeDefinition type = new(@namespace, name, TypeAttributes.Public | TypeAttributes.Class, Module.TypeSystem.Object);
            Module.Types.Add(type);
            return type;
        }

        /// <summary>One more static method; its code is written by the caller.</summary>
        public MethodDefinition AddMethod(string name, Action<ILProcessor> write, TypeDefinition? type = null)
        {
            MethodDefinition method = new(name, MethodAttributes.Public | MethodAttributes.Static, Module.TypeSystem.Void);
            write(method.Body.GetILProcessor());
            (type ?? Type).Methods.Add(method);
            return method;
        }

        /// <summary>A method of so many bytes: nothing is done, and it returns.</summary>
        public MethodDefinition AddBytes(string name, int bytes, TypeDefinition? type = null)
        {
            return AddMethod(
                name,
                il =>
                {
                    foreach (int _ in Enumerable.Range(1, bytes - 1))
                    {
                        il.Emit(OpCodes.Nop);
                    }
                    il.Emit(OpCodes.Ret);
                },
                type);
        }

        /// <summary>The module as it reads from a file: only there are its references in tables.</summary>
        public ModuleDefinition Reread()
        {
            MemoryStream file = new();
            Module.Write(file);
            file.Position = 0;
            return ModuleDefinition.ReadModule(file);
        }

        /// <summary>Writes it to a file, whose folder is made.</summary>
        public string Write(string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Module.Write(path);
            return path;
        }
    }
}
