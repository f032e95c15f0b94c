using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Contact : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bill_gaps",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    to_number = table.Column<long>(type: "INTEGER", nullable: false),
                    from_number = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bill_gaps", x => new { x.tenant_id, x.to_number });
                    table.CheckConstraint("bill_gaps_order", "from_number > 0 AND to_number >= from_number");
                });

            migrationBuilder.CreateTable(
                name: "presences",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    heard_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    since_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    event_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    outlet = table.Column<string>(type: "TEXT", nullable: true),
                    outlet_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    outlet_since_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    board = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_presences", x => x.station_id);
                    table.ForeignKey(
                        name: "FK_presences_stations_station_id",
                        column: x => x.station_id,
                        principalTable: "stations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });
            migrationBuilder.Sql(AppendOnly.OnSqlite("bill_gaps"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bill_gaps");

            migrationBuilder.DropTable(
                name: "presences");
        }
    }
}
