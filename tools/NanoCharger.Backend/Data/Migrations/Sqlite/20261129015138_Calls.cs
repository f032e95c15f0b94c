using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Calls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    caused_by = table.Column<string>(type: "TEXT", nullable: false),
                    board = table.Column<string>(type: "TEXT", nullable: true),
                    stored_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calls", x => new { x.station_id, x.number });
                    table.ForeignKey(
                        name: "FK_calls_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_calls_station_id_id",
                table: "calls",
                columns: new[] { "station_id", "id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "calls_open",
                table: "calls",
                columns: new[] { "station_id", "number" },
                filter: "ended_ms IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calls");
        }
    }
}
