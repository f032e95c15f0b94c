using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DecisionsOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(DecisionsStay.OnceOnSqlite);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER decisions_once;");
        }
    }
}
