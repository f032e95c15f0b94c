using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NanoCharger.Backend.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Money : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "charge_id",
                table: "transactions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rated",
                table: "transactions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                    table.UniqueConstraint("AK_accounts_tenant_id_id", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "charges",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key_number = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    last_receipt = table.Column<long>(type: "INTEGER", nullable: false),
                    last_came_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_ms = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_charges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    leg_count = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    utc_micros = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entries", x => new { x.tenant_id, x.sequence });
                    table.UniqueConstraint("AK_entries_tenant_id_sequence_leg_count", x => new { x.tenant_id, x.sequence, x.leg_count });
                    table.CheckConstraint("entries_legs", "leg_count > 0");
                });

            migrationBuilder.CreateTable(
                name: "payers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    customer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tariffs",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    added_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tariffs", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "bills",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: false),
                    credits = table.Column<long>(type: "INTEGER", nullable: false),
                    issue = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    gross_minor = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    issued_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bills", x => new { x.tenant_id, x.number });
                    table.ForeignKey(
                        name: "FK_bills_charges_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parts",
                columns: table => new
                {
                    station_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key_number = table.Column<int>(type: "INTEGER", nullable: false),
                    receipt = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: false),
                    transaction_id = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parts", x => new { x.station_id, x.key_number, x.receipt });
                    table.ForeignKey(
                        name: "FK_parts_charges_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legs",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    leg_number = table.Column<int>(type: "INTEGER", nullable: false),
                    leg_count = table.Column<int>(type: "INTEGER", nullable: false),
                    debit_id = table.Column<long>(type: "INTEGER", nullable: false),
                    credit_id = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_minor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legs", x => new { x.tenant_id, x.sequence, x.leg_number });
                    table.CheckConstraint("legs_accounts", "debit_id <> credit_id");
                    table.CheckConstraint("legs_amount", "amount_minor > 0");
                    table.CheckConstraint("legs_number", "leg_number BETWEEN 1 AND leg_count");
                    table.ForeignKey(
                        name: "FK_legs_accounts_tenant_id_credit_id",
                        columns: x => new { x.tenant_id, x.credit_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_legs_accounts_tenant_id_debit_id",
                        columns: x => new { x.tenant_id, x.debit_id },
                        principalTable: "accounts",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_legs_entries_tenant_id_sequence_leg_count",
                        columns: x => new { x.tenant_id, x.sequence, x.leg_count },
                        principalTable: "entries",
                        principalColumns: new[] { "tenant_id", "sequence", "leg_count" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "offers",
                columns: table => new
                {
                    tenant_id = table.Column<long>(type: "INTEGER", nullable: false),
                    audience = table.Column<string>(type: "TEXT", nullable: false),
                    from_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    tariff_id = table.Column<string>(type: "TEXT", nullable: false),
                    added_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offers", x => new { x.tenant_id, x.audience, x.from_ms });
                    table.ForeignKey(
                        name: "FK_offers_tariffs_tenant_id_tariff_id",
                        columns: x => new { x.tenant_id, x.tariff_id },
                        principalTable: "tariffs",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "transactions_against",
                table: "transactions",
                column: "station_id",
                filter: "charge_id IS NOT NULL AND withheld IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "transactions_of_charge",
                table: "transactions",
                column: "charge_id",
                filter: "charge_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "transactions_to_charge",
                table: "transactions",
                columns: new[] { "station_id", "key_number", "receipt" },
                filter: "receipt IS NOT NULL AND charge_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_tenant_id_code_currency",
                table: "accounts",
                columns: new[] { "tenant_id", "code", "currency" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_bills_charge_id_issue_credits",
                table: "bills",
                columns: new[] { "charge_id", "issue", "credits" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_charges_station_id_key_number_state",
                table: "charges",
                columns: new[] { "station_id", "key_number", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_entries_tenant_id_kind_key",
                table: "entries",
                columns: new[] { "tenant_id", "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_entries_tenant_id_previous_hash",
                table: "entries",
                columns: new[] { "tenant_id", "previous_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_legs_tenant_id_credit_id",
                table: "legs",
                columns: new[] { "tenant_id", "credit_id" });

            migrationBuilder.CreateIndex(
                name: "IX_legs_tenant_id_debit_id",
                table: "legs",
                columns: new[] { "tenant_id", "debit_id" });

            migrationBuilder.CreateIndex(
                name: "IX_legs_tenant_id_sequence_leg_count",
                table: "legs",
                columns: new[] { "tenant_id", "sequence", "leg_count" });

            migrationBuilder.CreateIndex(
                name: "IX_offers_tenant_id_tariff_id",
                table: "offers",
                columns: new[] { "tenant_id", "tariff_id" });

            migrationBuilder.CreateIndex(
                name: "IX_parts_charge_id",
                table: "parts",
                column: "charge_id");

            migrationBuilder.CreateIndex(
                name: "IX_payers_tenant_id_customer",
                table: "payers",
                columns: new[] { "tenant_id", "customer" },
                unique: true);
            migrationBuilder.Sql(AppendOnly.FirstOnSqlite);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bills");

            migrationBuilder.DropTable(
                name: "legs");

            migrationBuilder.DropTable(
                name: "offers");

            migrationBuilder.DropTable(
                name: "parts");

            migrationBuilder.DropTable(
                name: "payers");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "tariffs");

            migrationBuilder.DropTable(
                name: "charges");

            migrationBuilder.DropIndex(
                name: "transactions_against",
                table: "transactions");

            migrationBuilder.DropIndex(
                name: "transactions_of_charge",
                table: "transactions");

            migrationBuilder.DropIndex(
                name: "transactions_to_charge",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "charge_id",
                table: "transactions");

            migrationBuilder.DropColumn(
                name: "rated",
                table: "transactions");
        }
    }
}
