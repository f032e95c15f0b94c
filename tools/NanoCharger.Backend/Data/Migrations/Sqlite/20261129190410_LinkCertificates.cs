using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LinkCertificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "link_not_after_ms",
                table: "stations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "link_revoked_ms",
                table: "stations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "link_certificates",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    request = table.Column<string>(type: "TEXT", nullable: false),
                    ended_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    serial = table.Column<string>(type: "TEXT", nullable: true),
                    not_after_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_link_certificates", x => new { x.station_id, x.number });
                    table.ForeignKey(
                        name: "FK_link_certificates_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "link_certificates_open",
                table: "link_certificates",
                columns: new[] { "station_id", "number" },
                filter: "ended_ms IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "link_certificates");

            // Not by DropColumn: SQLite would make the table anew, under triggers that name it.
            migrationBuilder.Sql("ALTER TABLE stations DROP COLUMN link_not_after_ms;");
            migrationBuilder.Sql("ALTER TABLE stations DROP COLUMN link_revoked_ms;");
        }
    }
}
