using NanoCharger.Ocpp.Json;

namespace NanoCharger.Ocpp.Variables
{
    /// <summary>One variable that a call names, with its new value where it brings one (OCPP 2.0.1, GetVariableDataType and SetVariableDataType).</summary>
    internal sealed class VariableItem
    {
        private const int MostNameLength = 50;

        private static readonly string[] Attributes = { "Actual", "Target", "MinSet", "MaxSet" };

        private readonly EvseField _evse = new EvseField();
        private int _attribute;
        private bool _named;

        /// <summary>The component's name.</summary>
        internal string Component { get; private set; }

        /// <summary>The component's instance; null for none.</summary>
        internal string ComponentInstance { get; private set; }

        /// <summary>The variable's name.</summary>
        internal string Variable { get; private set; }

        /// <summary>The variable's instance; null for none.</summary>
        internal string Instance { get; private set; }

        /// <summary>The new value; null where no setting can have it: too long, or other letters than printable ASCII.</summary>
        internal string Value { get; private set; }

        /// <summary>True where the component is one of an EVSE.</summary>
        internal bool OfEvse
        {
            get { return _evse.Id != EvseField.None; }
        }

        /// <summary>True for the attribute Actual, the only one that our variables have.</summary>
        internal bool Actual
        {
            get { return _attribute == 0; }
        }

        /// <summary>Makes some.</summary>
        internal static VariableItem[] Make(int count)
        {
            VariableItem[] items = new VariableItem[count];
            for (int i = 0; i < count; i++)
            {
                items[i] = new VariableItem();
            }

            return items;
        }

        /// <summary>Reads a payload whose one field is an array of such items. More than there is room for are a fault (OCPP 2.0.1, ItemsPerMessage).</summary>
        /// <returns>Their number.</returns>
        internal static int ReadAll(PayloadReader payload, string action, string field, bool withValue, VariableItem[] items)
        {
            int count = 0;
            while (payload.NextField())
            {
                if (!payload.IsField(field))
                {
                    payload.Other(action);
                    continue;
                }

                bool more = payload.EnterFirst(field);
                while (more)
                {
                    if (count == items.Length)
                    {
                        payload.Fail(CallFault.OccurrenceConstraintViolation, field, "more than ItemsPerMessage: " + items.Length.ToString());
                        break;
                    }

                    items[count++].Read(payload, withValue);
                    more = payload.EnterNext(field);
                }
            }

            payload.Need(count > 0, field);
            return count;
        }

        /// <summary>Writes which variable an answer is about, as the call named it.</summary>
        /// <param name="json">Stands inside a result.</param>
        internal void Write(JsonWriter json)
        {
            if (_named)
            {
                json.Name("attributeType").Text(Attributes[_attribute]);
            }

            json.Name("component").OpenObject().Name("name").Text(Component);
            WriteInstance(json, ComponentInstance);
            if (OfEvse)
            {
                json.Name("evse").OpenObject().Name("id").Number(_evse.Id);
                if (_evse.Connector != EvseField.None)
                {
                    json.Name("connectorId").Number(_evse.Connector);
                }

                json.CloseObject();
            }

            json.CloseObject().Name("variable").OpenObject().Name("name").Text(Variable);
            WriteInstance(json, Instance);
            json.CloseObject();
        }

        private static void WriteInstance(JsonWriter json, string instance)
        {
            if (instance != null)
            {
                json.Name("instance").Text(instance);
            }
        }

        private void Read(PayloadReader payload, bool withValue)
        {
            bool hasValue = false;
            Clear();
            while (payload.NextField())
            {
                if (payload.IsField("component"))
                {
                    ReadComponent(payload);
                }
                else if (payload.IsField("variable"))
                {
                    ReadVariable(payload);
                }
                else if (payload.IsField("attributeType"))
                {
                    _attribute = payload.OneOf("attributeType", Attributes);
                    _named = true;
                }
                else if (withValue && payload.IsField("attributeValue"))
                {
                    Value = payload.Plain("attributeValue");
                    hasValue = true;
                }
                else
                {
                    payload.Other("variable data");
                }
            }

            payload.Need(Component != null, "component");
            payload.Need(Variable != null, "variable");
            payload.Need(!withValue || hasValue, "attributeValue");
        }

        private void Clear()
        {
            _evse.Clear();
            _attribute = 0;
            _named = false;
            Component = null;
            ComponentInstance = null;
            Variable = null;
            Instance = null;
            Value = null;
        }

        private void ReadComponent(PayloadReader payload)
        {
            if (!payload.Enter("component"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("name"))
                {
                    Component = payload.Identifier("component.name", MostNameLength);
                }
                else if (payload.IsField("instance"))
                {
                    ComponentInstance = payload.Identifier("component.instance", MostNameLength);
                }
                else if (payload.IsField("evse"))
                {
                    _evse.Read(payload);
                }
                else
                {
                    payload.Other("component");
                }
            }

            payload.Need(Component != null, "component.name");
        }

        private void ReadVariable(PayloadReader payload)
        {
            if (!payload.Enter("variable"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("name"))
                {
                    Variable = payload.Identifier("variable.name", MostNameLength);
                }
                else if (payload.IsField("instance"))
                {
                    Instance = payload.Identifier("variable.instance", MostNameLength);
                }
                else
                {
                    payload.Other("variable");
                }
            }

            payload.Need(Variable != null, "variable.name");
        }
    }
}
