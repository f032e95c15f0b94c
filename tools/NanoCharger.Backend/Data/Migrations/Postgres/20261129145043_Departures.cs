using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Departures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "mails_charged",
                table: "residents",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "mails_failed",
                table: "residents",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "departures",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<long>(type: "bigint", nullable: false),
                    weekday = table.Column<int>(type: "integer", nullable: false),
                    leaves_minute = table.Column<int>(type: "integer", nullable: true),
                    watt_hours = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_departures", x => new { x.tenant_id, x.account, x.weekday });
                    table.ForeignKey(
                        name: "FK_departures_residents_tenant_id_account",
                        columns: x => new { x.tenant_id, x.account },
                        principalTable: "residents",
                        principalColumns: new[] { "tenant_id", "account" },
                        onDelete: ReferentialAction.Restrict);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "departures");

            migrationBuilder.DropColumn(
                name: "mails_charged",
                table: "residents");

            migrationBuilder.DropColumn(
                name: "mails_failed",
                table: "residents");
        }
    }
}
