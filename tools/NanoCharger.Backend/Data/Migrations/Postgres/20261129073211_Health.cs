using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Health : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "contactor_life",
                table: "stations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "boot",
                table: "presences",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "boot_ms",
                table: "presences",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "closings",
                table: "presences",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "faults",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "bigint", nullable: false),
                    from_ms = table.Column<long>(type: "bigint", nullable: false),
                    tenant_id = table.Column<long>(type: "bigint", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    to_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_faults", x => new { x.station_id, x.from_ms });
                    table.ForeignKey(
                        name: "FK_faults_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "listenings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    from_ms = table.Column<long>(type: "bigint", nullable: false),
                    to_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listenings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outages",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "bigint", nullable: false),
                    from_ms = table.Column<long>(type: "bigint", nullable: false),
                    tenant_id = table.Column<long>(type: "bigint", nullable: false),
                    to_ms = table.Column<long>(type: "bigint", nullable: false),
                    cause = table.Column<int>(type: "integer", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outages", x => new { x.station_id, x.from_ms });
                    table.ForeignKey(
                        name: "FK_outages_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "faults_open",
                table: "faults",
                column: "station_id",
                unique: true,
                filter: "to_ms IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "faults");

            migrationBuilder.DropTable(
                name: "listenings");

            migrationBuilder.DropTable(
                name: "outages");

            migrationBuilder.DropColumn(
                name: "contactor_life",
                table: "stations");

            migrationBuilder.DropColumn(
                name: "boot",
                table: "presences");

            migrationBuilder.DropColumn(
                name: "boot_ms",
                table: "presences");

            migrationBuilder.DropColumn(
                name: "closings",
                table: "presences");
        }
    }
}
