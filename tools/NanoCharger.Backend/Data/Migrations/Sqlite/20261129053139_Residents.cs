using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Residents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "account",
                table: "transactions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "account",
                table: "charges",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key_number = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    remains = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "residents",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    mail = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    iban = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: true),
                    blocked_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    blocked_why = table.Column<string>(type: "TEXT", nullable: true),
                    erase_asked_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_residents", x => new { x.tenant_id, x.account });
                    table.ForeignKey(
                        name: "FK_residents_payers_account",
                        column: x => x.account,
                        principalTable: "payers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "secrets",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secrets", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "cards",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    to_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    blocked_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    blocked_why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cards", x => x.id);
                    table.ForeignKey(
                        name: "FK_cards_residents_tenant_id_account",
                        columns: x => new { x.tenant_id, x.account },
                        principalTable: "residents",
                        principalColumns: new[] { "tenant_id", "account" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tenancies",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    bay_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    to_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tenancies", x => new { x.tenant_id, x.account, x.bay_id, x.from_ms });
                    table.ForeignKey(
                        name: "FK_tenancies_bays_bay_id",
                        column: x => x.bay_id,
                        principalTable: "bays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_tenancies_residents_tenant_id_account",
                        columns: x => new { x.tenant_id, x.account },
                        principalTable: "residents",
                        principalColumns: new[] { "tenant_id", "account" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "transactions_of_account",
                table: "transactions",
                columns: new[] { "tenant_id", "account" },
                filter: "account IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "transactions_running",
                table: "transactions",
                columns: new[] { "tenant_id", "customer" },
                filter: "account IS NOT NULL AND NOT ended");

            migrationBuilder.CreateIndex(
                name: "charges_of_account",
                table: "charges",
                columns: new[] { "tenant_id", "account" },
                filter: "account IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cards_tenant_id_account",
                table: "cards",
                columns: new[] { "tenant_id", "account" });

            migrationBuilder.CreateIndex(
                name: "IX_cards_tenant_id_digest_from_ms",
                table: "cards",
                columns: new[] { "tenant_id", "digest", "from_ms" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_erasures_station_id_key_number_number",
                table: "erasures",
                columns: new[] { "station_id", "key_number", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_residents_account",
                table: "residents",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "IX_tenancies_bay_id",
                table: "tenancies",
                column: "bay_id");
            migrationBuilder.Sql(AppendOnly.OnSqlite("erasures"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cards");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "secrets");

            migrationBuilder.DropTable(
                name: "tenancies");

            migrationBuilder.DropTable(
                name: "residents");

            migrationBuilder.DropIndex(
                name: "transactions_of_account",
                table: "transactions");

            migrationBuilder.DropIndex(
                name: "transactions_running",
                table: "transactions");

            migrationBuilder.DropIndex(
                name: "charges_of_account",
                table: "charges");

            migrationBuilder.DropColumn(
                name: "account",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "account",
                table: "charges");
        }
    }
}
