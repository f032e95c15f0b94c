using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NanoCharger.Backend.Data
{
    /// <summary>Has SQLite write zeros over what is deleted or put elsewhere, on every connection that EF opens: an erased name must not lie on in what is free of a page.</summary>
    internal sealed class SecureDelete : DbConnectionInterceptor
    {
        /// <summary>Says so to a connection.</summary>
        internal const string Pragma = "PRAGMA secure_delete = ON;";

        /// <inheritdoc/>
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = Pragma;
            command.ExecuteNonQuery();
        }
    }
}
