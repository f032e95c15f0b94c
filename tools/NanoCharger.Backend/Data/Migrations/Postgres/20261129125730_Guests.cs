using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Postgres
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "checkouts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    tenant_id = table.Column<long>(type: "bigint", nullable: false),
                    station_id = table.Column<long>(type: "bigint", nullable: false),
                    bay_id = table.Column<long>(type: "bigint", nullable: false),
                    way = table.Column<int>(type: "integer", nullable: false),
                    tariff_id = table.Column<string>(type: "text", nullable: false),
                    cap_minor = table.Column<long>(type: "bigint", nullable: true),
                    most_watt_hours = table.Column<int>(type: "integer", nullable: true),
                    secret = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    token = table.Column<string>(type: "text", nullable: true),
                    start_call = table.Column<long>(type: "bigint", nullable: true),
                    take_back_call = table.Column<long>(type: "bigint", nullable: true),
                    pattern = table.Column<string>(type: "text", nullable: true),
                    blink_ms = table.Column<long>(type: "bigint", nullable: true),
                    blink_call = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    made_ms = table.Column<long>(type: "bigint", nullable: false),
                    state_ms = table.Column<long>(type: "bigint", nullable: false),
                    until_ms = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    transaction_id = table.Column<string>(type: "text", nullable: true),
                    ended_ms = table.Column<long>(type: "bigint", nullable: true),
                    charge_id = table.Column<long>(type: "bigint", nullable: true),
                    closed_ms = table.Column<long>(type: "bigint", nullable: true)
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
