using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "boot",
                table: "presences",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "boot_ms",
                table: "presences",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "closings",
                table: "presences",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "faults",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    to_ms = table.Column<long>(type: "INTEGER", nullable: true)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    to_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_listenings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outages",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    to_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    cause = table.Column<int>(type: "INTEGER", nullable: false),
                    times = table.Column<int>(type: "INTEGER", nullable: false)
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

            // By SQLite itself: EF would make the table anew, which triggers of others name.
            migrationBuilder.Sql("ALTER TABLE stations DROP COLUMN contactor_life;");

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
