using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Guests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "guests",
                table: "houses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "checkouts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    bay_id = table.Column<long>(type: "INTEGER", nullable: false),
                    way = table.Column<int>(type: "INTEGER", nullable: false),
                    tariff_id = table.Column<string>(type: "TEXT", nullable: false),
                    cap_minor = table.Column<long>(type: "INTEGER", nullable: true),
                    most_watt_hours = table.Column<int>(type: "INTEGER", nullable: true),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    token = table.Column<string>(type: "TEXT", nullable: true),
                    start_call = table.Column<long>(type: "INTEGER", nullable: true),
                    take_back_call = table.Column<long>(type: "INTEGER", nullable: true),
                    pattern = table.Column<string>(type: "TEXT", nullable: true),
                    blink_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    blink_call = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    made_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    state_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    until_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    transaction_id = table.Column<string>(type: "TEXT", nullable: true),
                    ended_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkouts", x => x.id);
                    table.ForeignKey(
                        name: "FK_checkouts_bays_bay_id",
                        column: x => x.bay_id,
                        principalTable: "bays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_checkouts_charges_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_checkouts_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_checkouts_tariffs_tenant_id_tariff_id",
                        columns: x => new { x.tenant_id, x.tariff_id },
                        principalTable: "tariffs",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_charge_id",
                table: "checkouts",
                column: "charge_id");

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_secret",
                table: "checkouts",
                column: "secret",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_station_id",
                table: "checkouts",
                column: "station_id");

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_tenant_id_state",
                table: "checkouts",
                columns: new[] { "tenant_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_tenant_id_tariff_id",
                table: "checkouts",
                columns: new[] { "tenant_id", "tariff_id" });

            migrationBuilder.CreateIndex(
                name: "checkouts_of_bay",
                table: "checkouts",
                column: "bay_id",
                unique: true,
                filter: "closed_ms IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checkouts");

            migrationBuilder.DropColumn(
                name: "guests",
                table: "houses");
        }
    }
}
