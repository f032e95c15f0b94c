using Xunit;

namespace NanoCharger.System.Tests
{
    /// <summary>A fact that validates against the OCPP schemas; skipped, saying so, where they are absent.</summary>
    public sealed class OcppSchemaFactAttribute : FactAttribute
    {
        /// <summary>Looks for the schemas.</summary>
        public OcppSchemaFactAttribute()
        {
            if (OcppSchemas.Folder is null)
            {
                Skip = "the OCPP 2.0.1 schemas are not in a folder shared/ocpp-2.0.1 beside the clone";
            }
        }
    }
}
