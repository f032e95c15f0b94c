using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;

namespace NanoCharger.Check.Heap
{
    /// <summary>One walk along all references from some roots: what it reaches is alive.</summary>
    internal sealed class HeapWalk
    {
        private const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private readonly HeapTable _table;
        private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
        private readonly Queue<(object Object, string Part)> _waiting = new();

        public HeapWalk(HeapTable table)
        {
            _table = table;
        }

        /// <summary>What has been reached so far.</summary>
        public List<HeapItem> Items { get; } = new();

        /// <summary>Goes on from here.</summary>
        /// <param name="root">An object, or null.</param>
        /// <param name="part">Whose it is where its type does not say.</param>
        /// <exception cref="InvalidOperationException">There is an object of a library that the table does not have.</exception>
        public void From(object? root, string part)
        {
            Reach(root, null, part);
            while (_waiting.TryDequeue(out (object Object, string Part) next))
            {
                Visit(next.Object, next.Part);
            }
        }

        private void Reach(object? value, object? holder, string part)
        {
            if (value is string text && ReferenceEquals(string.IsInterned(text), text))
            {
                // Each load of a literal makes an object that points into flash: one for each who keeps it.
                Items.Add(new HeapItem(holder, part, HeapLayout.Block));
            }
            else if (value != null && _seen.Add(value))
            {
                _waiting.Enqueue((value, part));
            }
        }

        private void Visit(object value, string part)
        {
            Type type = value.GetType();
            switch (value)
            {
                case string text:
                    Add(value, part, HeapLayout.Text(Encoding.UTF8.GetByteCount(text)));
                    return;
                case Array array:
                    VisitArray(array, type.GetElementType()!, part);
                    return;
                case Delegate call:
                    Add(value, part, HeapLayout.Delegate);
                    Reach(call.Target, value, part);
                    return;
            }
            if (type == typeof(object))
            {
                Add(value, part, HeapLayout.Object(0));
            }
            else if (Cost.FirmwareTypes.Counted(type))
            {
                string own = _table.PartOf(type) ?? part;
                Add(value, own, FieldBytes(value, type, value, own));
            }
            else
            {
                Add(value, part, _table.LibraryBytes(type));
            }
        }

        private void VisitArray(Array array, Type element, string part)
        {
            Add(array, part, HeapLayout.Array(array.Length, ElementBytes(element)));
            foreach (object? item in InPlace(element) ? Array.Empty<object>() : array.Cast<object?>())
            {
                if (element.IsValueType)
                {
                    Add(array, part, FieldBytes(item!, element, array, part));
                }
                else
                {
                    Reach(item, array, part);
                }
            }
        }

        // Head and fields; a field of a struct's type holds an object of its own.
        private int FieldBytes(object value, Type type, object holder, string part)
        {
            int bytes = HeapLayout.Block;
            for (Type? at = type; at != null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
            {
                foreach (FieldInfo field in at.GetFields(OwnFields))
                {
                    bytes += HeapLayout.Block;
                    if (!field.FieldType.IsValueType)
                    {
                        Reach(field.GetValue(value), holder, part);
                    }
                    else if (!InPlace(field.FieldType))
                    {
                        bytes += FieldBytes(field.GetValue(value)!, field.FieldType, holder, part);
                    }
                }
            }
            return bytes;
        }

        private void Add(object holder, string part, int bytes)
        {
            Items.Add(new HeapItem(holder, part, bytes));
        }

        // The runtime has times as numbers; every other struct is an object.
        private static bool InPlace(Type type)
        {
            return type.IsPrimitive || type.IsEnum || type.Name is nameof(DateTime) or nameof(TimeSpan);
        }

        private static int ElementBytes(Type element)
        {
            return Type.GetTypeCode(element) switch
            {
                TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
                TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 2,
                TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
                TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
                _ => HeapLayout.Block,
            };
        }
    }
}
